CREATE TYPE "public"."check_verdict" AS ENUM('met', 'not-met', 'unclear');--> statement-breakpoint
CREATE TYPE "public"."eligibility_outcome" AS ENUM('eligible', 'ineligible', 'returned');--> statement-breakpoint
CREATE TYPE "public"."assignment_end" AS ENUM('conflict', 'declined', 'removed');--> statement-breakpoint
CREATE TYPE "public"."assignment_origin" AS ENUM('run', 'hand', 'disagreement');--> statement-breakpoint
CREATE TYPE "public"."run_state" AS ENUM('waiting', 'running', 'ready', 'applied', 'cancelled', 'failed');--> statement-breakpoint
ALTER TYPE "public"."person_token_kind" ADD VALUE 'accept-invitation';--> statement-breakpoint
ALTER TYPE "public"."role_name" ADD VALUE 'chief';--> statement-breakpoint
CREATE TABLE "eligibility_checks" (
	"application_id" uuid NOT NULL,
	"item" text NOT NULL,
	"verdict" "check_verdict" NOT NULL,
	"note" text,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "eligibility_checks_application_id_item_pk" PRIMARY KEY("application_id","item")
);
--> statement-breakpoint
CREATE TABLE "eligibility_decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"outcome" "eligibility_outcome" NOT NULL,
	"told" text,
	"note" text,
	"correct_by" timestamp (3) with time zone,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"taken_back_at" timestamp (3) with time zone,
	CONSTRAINT "eligibility_decisions_told" CHECK ("eligibility_decisions"."outcome" = 'eligible' or "eligibility_decisions"."told" is not null),
	CONSTRAINT "eligibility_decisions_correct_by" CHECK (("eligibility_decisions"."outcome" = 'returned') = ("eligibility_decisions"."correct_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_name" UNIQUE("person_id","name")
);
--> statement-breakpoint
CREATE TABLE "nomination_lists" (
	"call_id" uuid NOT NULL,
	"institution" text NOT NULL,
	"track" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"saved_by" uuid,
	"saved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"handed_in_at" timestamp (3) with time zone,
	"handed_in_by" uuid,
	"signer_name" text,
	"signer_position" text,
	"snapshot" jsonb,
	CONSTRAINT "nomination_lists_call_id_institution_track_pk" PRIMARY KEY("call_id","institution","track"),
	CONSTRAINT "nomination_lists_handed_in" CHECK (("nomination_lists"."handed_in_at" is null) = ("nomination_lists"."signer_name" is null) and ("nomination_lists"."handed_in_at" is null) = ("nomination_lists"."snapshot" is null))
);
--> statement-breakpoint
CREATE TABLE "nominations" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"institution" text NOT NULL,
	"track" text NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "nominations_rank" CHECK ("nominations"."rank" >= 1)
);
--> statement-breakpoint
CREATE TABLE "authenticators" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "assignment_run_pairs" (
	"run_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"cost" double precision NOT NULL,
	CONSTRAINT "assignment_run_pairs_run_id_application_id_person_id_pk" PRIMARY KEY("run_id","application_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "assignment_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"call_id" uuid NOT NULL,
	"state" "run_state" DEFAULT 'waiting' NOT NULL,
	"parameters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"step" text,
	"progress" double precision DEFAULT 0 NOT NULL,
	"summary" jsonb,
	"error" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"applied_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"origin" "assignment_origin" NOT NULL,
	"assigned_by" uuid,
	"assigned_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"released_at" timestamp (3) with time zone,
	"cleared_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_reason" "assignment_end",
	CONSTRAINT "assignments_once" UNIQUE("application_id","person_id"),
	CONSTRAINT "assignments_cleared" CHECK ("assignments"."cleared_at" is null or "assignments"."released_at" is not null),
	CONSTRAINT "assignments_ended" CHECK (("assignments"."ended_at" is null) = ("assignments"."end_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "calibrations" (
	"call_id" uuid NOT NULL,
	"track" text NOT NULL,
	"reviews_hash" text NOT NULL,
	"result" jsonb NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calibrations_call_id_track_pk" PRIMARY KEY("call_id","track")
);
--> statement-breakpoint
CREATE TABLE "conflicts" (
	"application_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text,
	"declared_by" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conflicts_person_id_application_id_pk" PRIMARY KEY("person_id","application_id")
);
--> statement-breakpoint
CREATE TABLE "review_comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "reviewers" (
	"call_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"affiliation" text,
	"institution" text,
	"country" text,
	"tracks" text[] DEFAULT '{}' NOT NULL,
	"programmes" text[] DEFAULT '{}' NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"most" integer NOT NULL,
	"accepts" integer,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "reviewers_call_id_person_id_pk" PRIMARY KEY("call_id","person_id"),
	CONSTRAINT "reviewers_load" CHECK ("reviewers"."most" >= 0 and ("reviewers"."accepts" is null or "reviewers"."accepts" between 0 and "reviewers"."most"))
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"writer" text DEFAULT '' NOT NULL,
	"seq" integer DEFAULT 0 NOT NULL,
	"saved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"total" double precision,
	CONSTRAINT "reviews_submitted" CHECK (("reviews"."submitted_at" is null) = ("reviews"."total" is null))
);
--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "correct_by" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "applicant_name" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "country" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "programme" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "gender" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "search" "tsvector";--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "passport_key" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "person_key" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "score" double precision;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "reviews_in" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "created_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "second_factor_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "eligibility_checks" ADD CONSTRAINT "eligibility_checks_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eligibility_checks" ADD CONSTRAINT "eligibility_checks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eligibility_decisions" ADD CONSTRAINT "eligibility_decisions_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eligibility_decisions" ADD CONSTRAINT "eligibility_decisions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination_lists" ADD CONSTRAINT "nomination_lists_saved_by_people_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination_lists" ADD CONSTRAINT "nomination_lists_handed_in_by_people_id_fk" FOREIGN KEY ("handed_in_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination_lists" ADD CONSTRAINT "nomination_lists_call_id_institution_institutions_call_id_key_fk" FOREIGN KEY ("call_id","institution") REFERENCES "public"."institutions"("call_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination_lists" ADD CONSTRAINT "nomination_lists_call_id_track_tracks_call_id_key_fk" FOREIGN KEY ("call_id","track") REFERENCES "public"."tracks"("call_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_list" FOREIGN KEY ("call_id","institution","track") REFERENCES "public"."nomination_lists"("call_id","institution","track") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authenticators" ADD CONSTRAINT "authenticators_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_run_pairs" ADD CONSTRAINT "assignment_run_pairs_run_id_assignment_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."assignment_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_run_pairs" ADD CONSTRAINT "assignment_run_pairs_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_run_pairs" ADD CONSTRAINT "assignment_run_pairs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_runs" ADD CONSTRAINT "assignment_runs_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_runs" ADD CONSTRAINT "assignment_runs_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_assigned_by_people_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_declared_by_people_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_comments" ADD CONSTRAINT "review_comments_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_comments" ADD CONSTRAINT "review_comments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewers" ADD CONSTRAINT "reviewers_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewers" ADD CONSTRAINT "reviewers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewers" ADD CONSTRAINT "reviewers_call_id_institution_institutions_call_id_key_fk" FOREIGN KEY ("call_id","institution") REFERENCES "public"."institutions"("call_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "eligibility_decisions_application" ON "eligibility_decisions" USING btree ("application_id","at");--> statement-breakpoint
CREATE INDEX "nominations_of_list" ON "nominations" USING btree ("call_id","institution","track","rank");--> statement-breakpoint
CREATE INDEX "recovery_codes_person" ON "recovery_codes" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "assignment_run_pairs_person" ON "assignment_run_pairs" USING btree ("run_id","person_id");--> statement-breakpoint
CREATE INDEX "assignment_runs_call" ON "assignment_runs" USING btree ("call_id","created_at");--> statement-breakpoint
CREATE INDEX "assignments_person" ON "assignments" USING btree ("person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "conflicts_application" ON "conflicts" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "review_comments_application" ON "review_comments" USING btree ("application_id","at");--> statement-breakpoint
CREATE INDEX "reviewers_person" ON "reviewers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "applications_search" ON "applications" USING gin ("search");--> statement-breakpoint
CREATE INDEX "applications_passport" ON "applications" USING btree ("call_id","passport_key");--> statement-breakpoint
CREATE INDEX "applications_same_person" ON "applications" USING btree ("call_id","person_key");--> statement-breakpoint
CREATE INDEX "documents_sha256" ON "documents" USING btree ("sha256");--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_returned" CHECK ("applications"."state" <> 'returned' or "applications"."correct_by" is not null);