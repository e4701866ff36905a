ALTER TABLE "revocations" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "revocations" CASCADE;--> statement-breakpoint
ALTER TABLE "scenarios" DROP CONSTRAINT "scenarios_proposed";--> statement-breakpoint
ALTER TABLE "scenarios" DROP CONSTRAINT "scenarios_confirmed";--> statement-breakpoint
ALTER TABLE "scenarios" DROP CONSTRAINT "scenarios_four_eyes";--> statement-breakpoint
ALTER TABLE "scenarios" DROP CONSTRAINT "scenarios_proposed_by_people_id_fk";
--> statement-breakpoint
ALTER TABLE "scenarios" DROP CONSTRAINT "scenarios_confirmed_by_people_id_fk";
--> statement-breakpoint
ALTER TABLE "scenarios" DROP COLUMN "proposed_by";--> statement-breakpoint
ALTER TABLE "scenarios" DROP COLUMN "proposed_at";--> statement-breakpoint
ALTER TABLE "scenarios" DROP COLUMN "confirmed_by";--> statement-breakpoint
ALTER TABLE "scenarios" DROP COLUMN "confirmed_at";