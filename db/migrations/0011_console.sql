CREATE TABLE "call_drafts" (
	"call_id" uuid PRIMARY KEY NOT NULL,
	"based_on" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"base" jsonb NOT NULL,
	"definition" jsonb NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_versions" (
	"call_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"person_id" uuid,
	"note" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_versions_call_id_number_pk" PRIMARY KEY("call_id","number"),
	CONSTRAINT "call_versions_number" CHECK ("call_versions"."number" >= 1)
);
--> statement-breakpoint
CREATE TABLE "event_details" (
	"event_id" bigint PRIMARY KEY NOT NULL,
	"salt" uuid NOT NULL,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "edited_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "erases_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "call_drafts" ADD CONSTRAINT "call_drafts_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_drafts" ADD CONSTRAINT "call_drafts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_versions" ADD CONSTRAINT "call_versions_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_versions" ADD CONSTRAINT "call_versions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_details" ADD CONSTRAINT "event_details_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
INSERT INTO call_versions (call_id, number, definition, at) SELECT id, version, definition, created_at FROM calls;
--> statement-breakpoint
-- A version is what submissions refer to: it never changes.
CREATE FUNCTION call_versions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions of a Call do not change';
END $$;
--> statement-breakpoint
CREATE TRIGGER call_versions_refuse BEFORE UPDATE ON call_versions FOR EACH ROW EXECUTE FUNCTION call_versions_refuse();
--> statement-breakpoint
-- What was handed in stays as it is but for what is erased: names, and reasons in somebody's words.
CREATE FUNCTION without_names(list jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_agg(item - 'name' ORDER BY at), '[]') FROM jsonb_array_elements(list) WITH ORDINALITY AS items(item, at)
$$;
--> statement-breakpoint
CREATE FUNCTION only_names_erased(was jsonb, now jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT without_names(was) = without_names(now) AND NOT EXISTS (
    SELECT FROM jsonb_array_elements(was) WITH ORDINALITY AS a(item, at)
      JOIN jsonb_array_elements(now) WITH ORDINALITY AS b(item, at) USING (at)
    WHERE b.item -> 'name' IS DISTINCT FROM a.item -> 'name' AND b.item -> 'name' IS DISTINCT FROM 'null'::jsonb)
$$;
--> statement-breakpoint
DROP TRIGGER nominations_frozen ON nominations;
--> statement-breakpoint
CREATE TRIGGER nominations_frozen BEFORE INSERT OR DELETE ON nominations FOR EACH ROW EXECUTE FUNCTION nominations_frozen();
--> statement-breakpoint
CREATE TRIGGER nominations_frozen_update BEFORE UPDATE ON nominations FOR EACH ROW
  WHEN (NEW.reason IS NOT NULL OR (NEW.application_id, NEW.call_id, NEW.institution, NEW.track) <> (OLD.application_id, OLD.call_id, OLD.institution, OLD.track)
    OR NEW.rank IS DISTINCT FROM OLD.rank) EXECUTE FUNCTION nominations_frozen();
--> statement-breakpoint
DROP TRIGGER nomination_lists_frozen ON nomination_lists;
--> statement-breakpoint
CREATE TRIGGER nomination_lists_frozen_delete BEFORE DELETE ON nomination_lists FOR EACH ROW EXECUTE FUNCTION nomination_lists_frozen();
--> statement-breakpoint
CREATE TRIGGER nomination_lists_frozen BEFORE UPDATE ON nomination_lists FOR EACH ROW
  WHEN (NOT coalesce(only_names_erased(OLD.snapshot, NEW.snapshot), false)
    OR to_jsonb(NEW) - 'snapshot' <> to_jsonb(OLD) - 'snapshot') EXECUTE FUNCTION nomination_lists_frozen();
--> statement-breakpoint
DROP TRIGGER nomination_reopenings_refuse ON nomination_reopenings;
--> statement-breakpoint
CREATE TRIGGER nomination_reopenings_refuse_delete BEFORE DELETE ON nomination_reopenings FOR EACH ROW EXECUTE FUNCTION nomination_reopenings_refuse();
--> statement-breakpoint
CREATE TRIGGER nomination_reopenings_refuse BEFORE UPDATE ON nomination_reopenings FOR EACH ROW
  WHEN (NOT coalesce(only_names_erased(OLD.snapshot, NEW.snapshot), false)
    OR to_jsonb(NEW) - 'snapshot' <> to_jsonb(OLD) - 'snapshot') EXECUTE FUNCTION nomination_reopenings_refuse();
--> statement-breakpoint
-- Details of an event are erased, never changed.
CREATE FUNCTION event_details_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'details of events do not change';
END $$;
--> statement-breakpoint
CREATE TRIGGER event_details_refuse BEFORE UPDATE ON event_details FOR EACH ROW EXECUTE FUNCTION event_details_refuse();
