CREATE TABLE "nomination_reopenings" (
	"call_id" uuid NOT NULL,
	"institution" text NOT NULL,
	"track" text NOT NULL,
	"handed_in_at" timestamp (3) with time zone NOT NULL,
	"handed_in_by" uuid,
	"signer_name" text NOT NULL,
	"signer_position" text NOT NULL,
	"snapshot" jsonb NOT NULL,
	"reopened_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "nomination_reopenings_call_id_institution_track_handed_in_at_pk" PRIMARY KEY("call_id","institution","track","handed_in_at")
);
--> statement-breakpoint
ALTER TABLE "calibrations" ADD COLUMN "leaves_out" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calibrations" DROP CONSTRAINT "calibrations_call_id_track_pk";--> statement-breakpoint
ALTER TABLE "nominations" ALTER COLUMN "rank" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_call_id_track_leaves_out_pk" PRIMARY KEY("call_id","track","leaves_out");--> statement-breakpoint
ALTER TABLE "nominations" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "nomination_reopenings" ADD CONSTRAINT "nomination_reopenings_handed_in_by_people_id_fk" FOREIGN KEY ("handed_in_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination_reopenings" ADD CONSTRAINT "nomination_reopenings_reopened_by_people_id_fk" FOREIGN KEY ("reopened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination_reopenings" ADD CONSTRAINT "nomination_reopenings_list" FOREIGN KEY ("call_id","institution","track") REFERENCES "public"."nomination_lists"("call_id","institution","track") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "applications_by_number" ON "applications" USING btree ("call_id","number");--> statement-breakpoint
CREATE INDEX "applications_by_submitted" ON "applications" USING btree ("call_id","submitted_at");--> statement-breakpoint
CREATE INDEX "applications_by_score" ON "applications" USING btree ("call_id","score" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "applications_by_name" ON "applications" USING btree ("call_id",left(lower("applicant_name"), 60));--> statement-breakpoint
CREATE INDEX "applications_institution" ON "applications" USING btree ("call_id","institution","number");--> statement-breakpoint
CREATE INDEX "applications_country" ON "applications" USING btree ("call_id","country","number");--> statement-breakpoint
CREATE INDEX "applications_programme" ON "applications" USING btree ("call_id","programme","number");--> statement-breakpoint
CREATE INDEX "reference_requests_missing" ON "reference_requests" USING btree ("application_id","kind") WHERE ended_at is null and state <> 'received';--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_reason" CHECK ("nominations"."reason" is null or "nominations"."rank" is null);