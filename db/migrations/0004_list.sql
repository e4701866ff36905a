CREATE INDEX "applications_by_number" ON "applications" USING btree ("call_id","number");--> statement-breakpoint
CREATE INDEX "applications_by_submitted" ON "applications" USING btree ("call_id","submitted_at");--> statement-breakpoint
CREATE INDEX "applications_by_score" ON "applications" USING btree ("call_id","score" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "applications_by_name" ON "applications" USING btree ("call_id",left(lower("applicant_name"), 60));--> statement-breakpoint
CREATE INDEX "applications_institution" ON "applications" USING btree ("call_id","institution","number");--> statement-breakpoint
CREATE INDEX "applications_country" ON "applications" USING btree ("call_id","country","number");--> statement-breakpoint
CREATE INDEX "applications_programme" ON "applications" USING btree ("call_id","programme","number");--> statement-breakpoint
CREATE INDEX "reference_requests_missing" ON "reference_requests" USING btree ("application_id","kind") WHERE ended_at is null and state <> 'received';