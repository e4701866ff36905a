DROP INDEX "applications_by_submitted";--> statement-breakpoint
DROP INDEX "applications_by_score";--> statement-breakpoint
DROP INDEX "applications_by_name";--> statement-breakpoint
CREATE INDEX "applications_by_score_up" ON "applications" USING btree ("call_id","score","number");--> statement-breakpoint
CREATE INDEX "applications_by_reviews" ON "applications" USING btree ("call_id","reviews_in","number");--> statement-breakpoint
CREATE INDEX "applications_by_state" ON "applications" USING btree ("call_id","state","number");--> statement-breakpoint
CREATE INDEX "applications_track" ON "applications" USING btree ("call_id","track","number");--> statement-breakpoint
CREATE INDEX "applications_by_submitted" ON "applications" USING btree ("call_id","submitted_at","number");--> statement-breakpoint
CREATE INDEX "applications_by_score" ON "applications" USING btree ("call_id","score" DESC NULLS LAST,"number");--> statement-breakpoint
CREATE INDEX "applications_by_name" ON "applications" USING btree ("call_id",left(lower("applicant_name"), 60),"number");--> statement-breakpoint
-- The words of an abstract are long and seldom read: kept apart, a page holds twenty applications instead of three.
ALTER TABLE "applications" SET (toast_tuple_target = 256);--> statement-breakpoint
ALTER TABLE "applications" ALTER COLUMN "search" SET STORAGE EXTERNAL;
--> statement-breakpoint
-- Reading here and there costs about what reading in a row does, from memory and from a solid-state disk alike: with the
-- usual 4 a search for a rare word would go through the applications rather than through its index.
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET random_page_cost = 1.1', current_database());
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'The database is not ours to set random_page_cost of; set it to 1.1 for quick searches.';
END $$;
