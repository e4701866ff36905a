CREATE TABLE "assignment_releases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"call_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"error" text,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "release_id" uuid;--> statement-breakpoint
ALTER TABLE "assignment_releases" ADD CONSTRAINT "assignment_releases_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_releases" ADD CONSTRAINT "assignment_releases_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assignment_releases_one" ON "assignment_releases" USING btree ("call_id") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "assignment_releases_call" ON "assignment_releases" USING btree ("call_id","created_at");--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_release_id_assignment_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."assignment_releases"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignments_release" ON "assignments" USING btree ("release_id");