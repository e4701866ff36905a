ALTER TYPE "public"."person_token_kind" ADD VALUE 'know-browser';--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "confirmed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
UPDATE "sessions" SET "seen_at" = greatest("created_at", "second_factor_at"), "confirmed_at" = greatest("created_at", "second_factor_at");
