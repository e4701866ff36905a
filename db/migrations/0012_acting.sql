CREATE TYPE "public"."acting_end" AS ENUM('admin', 'applicant', 'time', 'access', 'closed');--> statement-breakpoint
CREATE TYPE "public"."acting_way" AS ENUM('phone', 'mail', 'in-person');--> statement-breakpoint
CREATE TABLE "actings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"session_id" uuid,
	"way" "acting_way" NOT NULL,
	"reason" text NOT NULL,
	"began_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_how" "acting_end",
	CONSTRAINT "actings_hour" CHECK ("actings"."ends_at" > "actings"."began_at" and "actings"."ends_at" <= "actings"."began_at" + interval '1 hour'),
	CONSTRAINT "actings_ended" CHECK (("actings"."ended_at" is null) = ("actings"."ended_how" is null)),
	CONSTRAINT "actings_reason" CHECK (btrim("actings"."reason") <> '')
);
--> statement-breakpoint
ALTER TABLE "actings" ADD CONSTRAINT "actings_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actings" ADD CONSTRAINT "actings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actings" ADD CONSTRAINT "actings_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "actings_one_at_a_time" ON "actings" USING btree ("application_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "actings_application" ON "actings" USING btree ("application_id","began_at");--> statement-breakpoint
CREATE INDEX "actings_began" ON "actings" USING btree ("began_at");--> statement-breakpoint
-- Nobody acts for themselves, nor with a conflict of interest.
CREATE FUNCTION actings_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM applications a WHERE a.id = NEW.application_id AND a.person_id = NEW.person_id)
    OR EXISTS (SELECT FROM conflicts c WHERE c.application_id = NEW.application_id AND c.person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'nobody acts for themselves or with a conflict of interest' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER actings_begin BEFORE INSERT ON actings FOR EACH ROW EXECUTE FUNCTION actings_begin();
--> statement-breakpoint
-- It ends once and gets no longer; its reason can be erased, and its session may be gone.
CREATE FUNCTION actings_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an acting for an applicant only ends' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER actings_stay BEFORE UPDATE ON actings FOR EACH ROW
  WHEN ((NEW.id, NEW.application_id, NEW.person_id, NEW.way, NEW.began_at, NEW.ends_at)
      <> (OLD.id, OLD.application_id, OLD.person_id, OLD.way, OLD.began_at, OLD.ends_at)
    OR (NEW.session_id IS NOT NULL AND NEW.session_id IS DISTINCT FROM OLD.session_id)
    OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.ended_how) IS DISTINCT FROM (OLD.ended_at, OLD.ended_how)))
  EXECUTE FUNCTION actings_stay();
--> statement-breakpoint
CREATE TRIGGER actings_keep BEFORE DELETE ON actings FOR EACH ROW EXECUTE FUNCTION actings_stay();
