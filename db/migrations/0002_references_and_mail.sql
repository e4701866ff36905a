CREATE TYPE "public"."dossier_variant" AS ENUM('full', 'own');--> statement-breakpoint
CREATE TYPE "public"."request_kind" AS ENUM('referee', 'supervisor');--> statement-breakpoint
CREATE TYPE "public"."request_state" AS ENUM('named', 'invited', 'opened', 'received', 'declined', 'wrong-person', 'replaced');--> statement-breakpoint
CREATE TABLE "dossiers" (
	"application_id" uuid NOT NULL,
	"variant" "dossier_variant" NOT NULL,
	"content_hash" text NOT NULL,
	"storage_key" text NOT NULL,
	"size" integer NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossiers_application_id_variant_pk" PRIMARY KEY("application_id","variant")
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"person_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"by_mail" boolean NOT NULL,
	CONSTRAINT "notification_preferences_person_id_topic_pk" PRIMARY KEY("person_id","topic")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"template" text NOT NULL,
	"title" text NOT NULL,
	"path" text NOT NULL,
	"key" text,
	"message_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "letter_files" (
	"request_id" uuid NOT NULL,
	"filename" text NOT NULL,
	"size" integer NOT NULL,
	"pages" integer NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"uploaded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "letter_files_request_id_pk" PRIMARY KEY("request_id"),
	CONSTRAINT "letter_files_storage_key_unique" UNIQUE("storage_key")
);
--> statement-breakpoint
CREATE TABLE "reference_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"kind" "request_kind" NOT NULL,
	"state" "request_state" DEFAULT 'named' NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"mailbox" text NOT NULL,
	"position" text,
	"institution" text,
	"country" text,
	"relation" text,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"writer" text DEFAULT '' NOT NULL,
	"seq" integer DEFAULT 0 NOT NULL,
	"saved_at" timestamp (3) with time zone,
	"confidential" boolean DEFAULT true NOT NULL,
	"reason" text,
	"invited_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone,
	"disowned_at" timestamp (3) with time zone,
	"agreed_for" text,
	"answered_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"mailed_at" timestamp (3) with time zone,
	"message_id" uuid,
	"reminders" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reference_requests_invited" CHECK ("reference_requests"."state" in ('named', 'replaced') or "reference_requests"."invited_at" is not null),
	CONSTRAINT "reference_requests_answered" CHECK ("reference_requests"."state" not in ('declined', 'received', 'wrong-person') or "reference_requests"."answered_at" is not null),
	CONSTRAINT "reference_requests_ended" CHECK (("reference_requests"."state" = 'replaced') = ("reference_requests"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "request_links" (
	"hash" text PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls" DROP CONSTRAINT "calls_grace";--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "closes_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "letter_grace_days" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "institutions" ADD COLUMN "closes_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "sealed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "attempted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_files" ADD CONSTRAINT "letter_files_request_id_reference_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."reference_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reference_requests" ADD CONSTRAINT "reference_requests_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reference_requests" ADD CONSTRAINT "reference_requests_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_links" ADD CONSTRAINT "request_links_request_id_reference_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."reference_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("person_id","key");--> statement-breakpoint
CREATE INDEX "notifications_list" ON "notifications" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("person_id") WHERE read_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reference_requests_referee" ON "reference_requests" USING btree ("application_id","mailbox") WHERE kind = 'referee' and ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reference_requests_supervisor" ON "reference_requests" USING btree ("application_id") WHERE kind = 'supervisor' and ended_at is null;--> statement-breakpoint
CREATE INDEX "reference_requests_application" ON "reference_requests" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "reference_requests_mailbox" ON "reference_requests" USING btree ("mailbox");--> statement-breakpoint
CREATE INDEX "reference_requests_reminders" ON "reference_requests" USING btree ("mailed_at") WHERE state in ('invited', 'opened');--> statement-breakpoint
CREATE INDEX "request_links_request" ON "request_links" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "messages_state" ON "messages" USING btree ("state","queued_at");--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_grace" CHECK ("calls"."grace_minutes" >= 0 and "calls"."letter_grace_days" >= 0);--> statement-breakpoint
-- Referees were answers of the form, and the supervisor three of them; now each is a request of its own.
INSERT INTO reference_requests (application_id, kind, name, email, mailbox, position, institution, country, relation)
SELECT s.application_id, 'referee', left(coalesce(nullif(btrim(r->>'name'), ''), r->>'email'), 200), btrim(r->>'email'),
  regexp_replace(lower(btrim(r->>'email')), '\+[^@]*@', '@'), left(r->>'position', 200), left(r->>'institution', 200),
  left(nullif(r->>'country', ''), 2), left(r->>'relation', 200)
FROM application_sections s, jsonb_array_elements(
  CASE WHEN jsonb_typeof(s.answers->'referees') = 'array' THEN s.answers->'referees' ELSE '[]' END) r
WHERE s.key = 'referees' AND btrim(r->>'email') ~ '^[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,}$'
ON CONFLICT DO NOTHING;
--> statement-breakpoint
INSERT INTO reference_requests (application_id, kind, name, email, mailbox)
SELECT application_id, 'supervisor', left(coalesce(nullif(btrim(answers->>'supervisorName'), ''), answers->>'supervisorEmail'), 200),
  btrim(answers->>'supervisorEmail'), regexp_replace(lower(btrim(answers->>'supervisorEmail')), '\+[^@]*@', '@')
FROM application_sections
WHERE key = 'choice' AND btrim(answers->>'supervisorEmail') ~ '^[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,}$'
ON CONFLICT DO NOTHING;
