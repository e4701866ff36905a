ALTER TYPE "public"."access_kind" ADD VALUE 'wrong-token' BEFORE 'signed-out';--> statement-breakpoint
ALTER TYPE "public"."access_kind" ADD VALUE 'wrong-link' BEFORE 'signed-out';--> statement-breakpoint
ALTER TYPE "public"."access_kind" ADD VALUE 'network-held-up' BEFORE 'signed-out';