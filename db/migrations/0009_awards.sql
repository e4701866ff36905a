CREATE TYPE "public"."offer_state" AS ENUM('made', 'accepted', 'declined', 'expired', 'withdrawn', 'taken-back');--> statement-breakpoint
CREATE TABLE "offer_conditions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"offer_id" uuid NOT NULL,
	"text" text NOT NULL,
	"due" timestamp (3) with time zone,
	"met" boolean,
	"note" text,
	"marked_by" uuid,
	"marked_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "offer_conditions_text" CHECK ("offer_conditions"."text" <> ''),
	CONSTRAINT "offer_conditions_marked" CHECK (("offer_conditions"."met" is null) = ("offer_conditions"."marked_at" is null) and ("offer_conditions"."met" is null) = ("offer_conditions"."marked_by" is null))
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"state" "offer_state" DEFAULT 'made' NOT NULL,
	"code" text NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"made_by" uuid,
	"answer_by" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"deferred_to" uuid,
	CONSTRAINT "offers_code_unique" UNIQUE("code"),
	CONSTRAINT "offers_code" CHECK (length("offers"."code") >= 16),
	CONSTRAINT "offers_answered" CHECK (("offers"."answered_at" is null) = ("offers"."answered_by" is null)),
	CONSTRAINT "offers_accepted" CHECK ("offers"."state" not in ('accepted', 'declined') or "offers"."answered_at" is not null),
	CONSTRAINT "offers_in_time" CHECK ("offers"."answered_at" is null or "offers"."answered_at" <= "offers"."answer_by"),
	CONSTRAINT "offers_ended" CHECK (("offers"."state" in ('made', 'accepted')) = ("offers"."ended_at" is null)),
	CONSTRAINT "offers_deferred" CHECK ("offers"."deferred_to" is null or "offers"."answered_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "scenarios" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"call_id" uuid NOT NULL,
	"track" text NOT NULL,
	"name" text NOT NULL,
	"rule" jsonb NOT NULL,
	"result" jsonb NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"proposed_by" uuid,
	"proposed_at" timestamp (3) with time zone,
	"confirmed_by" uuid,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "scenarios_proposed" CHECK (("scenarios"."proposed_by" is null) = ("scenarios"."proposed_at" is null)),
	CONSTRAINT "scenarios_confirmed" CHECK (("scenarios"."confirmed_by" is null) = ("scenarios"."confirmed_at" is null)),
	CONSTRAINT "scenarios_four_eyes" CHECK ("scenarios"."confirmed_by" is null or ("scenarios"."proposed_by" is not null and "scenarios"."confirmed_by" <> "scenarios"."proposed_by"))
);
--> statement-breakpoint
CREATE TABLE "sub_quotas" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"call_id" uuid NOT NULL,
	"track" text,
	"label" text NOT NULL,
	"institution" text,
	"countries" text[],
	"genders" text[],
	"most" integer,
	"least" integer,
	"hard" boolean NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"outside" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "sub_quotas_one_limit" CHECK (num_nonnulls("sub_quotas"."most", "sub_quotas"."least") = 1),
	CONSTRAINT "sub_quotas_limit" CHECK (coalesce("sub_quotas"."most", "sub_quotas"."least") >= 0),
	CONSTRAINT "sub_quotas_counts" CHECK (num_nonnulls("sub_quotas"."institution", "sub_quotas"."countries", "sub_quotas"."genders") >= 1),
	CONSTRAINT "sub_quotas_most" CHECK (not "sub_quotas"."hard" or "sub_quotas"."most" is null or "sub_quotas"."taken" <= "sub_quotas"."most")
);
--> statement-breakpoint
CREATE TABLE "waiting_list" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"track" text NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "waiting_list_rank" CHECK ("waiting_list"."rank" >= 1)
);
--> statement-breakpoint
ALTER TABLE "places" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "results_released_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "offer_conditions" ADD CONSTRAINT "offer_conditions_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_conditions" ADD CONSTRAINT "offer_conditions_marked_by_people_id_fk" FOREIGN KEY ("marked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_made_by_people_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_deferred_to_calls_id_fk" FOREIGN KEY ("deferred_to") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_confirmed_by_people_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_call_id_track_tracks_call_id_key_fk" FOREIGN KEY ("call_id","track") REFERENCES "public"."tracks"("call_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sub_quotas" ADD CONSTRAINT "sub_quotas_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sub_quotas" ADD CONSTRAINT "sub_quotas_call_id_track_tracks_call_id_key_fk" FOREIGN KEY ("call_id","track") REFERENCES "public"."tracks"("call_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sub_quotas" ADD CONSTRAINT "sub_quotas_call_id_institution_institutions_call_id_key_fk" FOREIGN KEY ("call_id","institution") REFERENCES "public"."institutions"("call_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_list" ADD CONSTRAINT "waiting_list_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_list" ADD CONSTRAINT "waiting_list_call_id_track_tracks_call_id_key_fk" FOREIGN KEY ("call_id","track") REFERENCES "public"."tracks"("call_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "offer_conditions_offer" ON "offer_conditions" USING btree ("offer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "offers_one_open" ON "offers" USING btree ("application_id") WHERE state in ('made', 'accepted');--> statement-breakpoint
CREATE INDEX "offers_application" ON "offers" USING btree ("application_id","made_at");--> statement-breakpoint
CREATE INDEX "offers_due" ON "offers" USING btree ("answer_by") WHERE state = 'made';--> statement-breakpoint
CREATE INDEX "scenarios_call" ON "scenarios" USING btree ("call_id","track","created_at");--> statement-breakpoint
CREATE INDEX "sub_quotas_call" ON "sub_quotas" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "waiting_list_order" ON "waiting_list" USING btree ("call_id","track","rank");--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "places_one_a_person" ON "places" USING btree ("call_id","person_id");--> statement-breakpoint
CREATE INDEX "places_free" ON "places" USING btree ("call_id","track","number") WHERE application_id is null;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_person" CHECK (("places"."application_id" is null) = ("places"."person_id" is null));--> statement-breakpoint
-- What nobody can get round, hand-written SQL neither: an award has a place, a place has one award, a hard limit holds.
ALTER TABLE waiting_list ADD CONSTRAINT waiting_list_ranks UNIQUE (call_id, track, rank) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
-- Taking places of a track goes on side by side (shared); whatever needs the track to stand still has it alone.
CREATE FUNCTION track_key(call uuid, track text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT hashtextextended('places:' || call::text || ':' || track, 0)
$$;
--> statement-breakpoint
CREATE FUNCTION tracks_alone(call uuid, only_track text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  one text;
BEGIN
  FOR one IN SELECT key FROM tracks WHERE call_id = call AND (only_track IS NULL OR key = only_track) ORDER BY key LOOP
    PERFORM pg_advisory_xact_lock(track_key(call, one));
  END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION sub_quota_counts(q sub_quotas, a applications) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((q.institution IS NULL OR a.institution = q.institution)
    AND (q.countries IS NULL OR a.country = ANY (q.countries))
    AND (q.genders IS NULL OR a.gender = ANY (q.genders)), false)
$$;
--> statement-breakpoint
-- Of the hard limits of a Call one that is broken: more than the most, or too few places left for those they are kept for.
CREATE FUNCTION sub_quotas_hold(call uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  broken text;
BEGIN
  SELECT q.label INTO broken FROM sub_quotas q WHERE q.call_id = call AND q.hard AND (q.taken > q.most OR q.outside >
    (SELECT sum(t.quota) FROM tracks t WHERE t.call_id = call AND (q.track IS NULL OR t.key = q.track)) - q.least) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the limit "%" would be exceeded', broken USING ERRCODE = 'check_violation', CONSTRAINT = 'sub_quotas_hold';
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION place_counted(place places, step integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  a applications;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(track_key(place.call_id, place.track));
  SELECT * INTO a FROM applications WHERE id = place.application_id;
  PERFORM 1 FROM sub_quotas q WHERE q.call_id = place.call_id AND (q.track IS NULL OR q.track = place.track)
    AND (q.least IS NOT NULL OR sub_quota_counts(q, a)) ORDER BY q.id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE sub_quotas q SET
      taken = taken + CASE WHEN sub_quota_counts(q, a) THEN step ELSE 0 END,
      outside = outside + CASE WHEN sub_quota_counts(q, a) THEN 0 ELSE step END
    WHERE q.call_id = place.call_id AND (q.track IS NULL OR q.track = place.track)
      AND (q.least IS NOT NULL OR sub_quota_counts(q, a));
  IF step > 0 THEN PERFORM sub_quotas_hold(place.call_id); END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION places_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.person_id := (SELECT person_id FROM applications WHERE id = NEW.application_id);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER places_person BEFORE INSERT OR UPDATE ON places FOR EACH ROW EXECUTE FUNCTION places_person();
--> statement-breakpoint
CREATE FUNCTION places_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.application_id IS NOT NULL THEN PERFORM place_counted(OLD, -1); END IF;
  IF TG_OP <> 'DELETE' AND NEW.application_id IS NOT NULL THEN PERFORM place_counted(NEW, 1); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER places_counted AFTER INSERT OR DELETE OR UPDATE OF application_id, call_id, track ON places
  FOR EACH ROW EXECUTE FUNCTION places_counted();
--> statement-breakpoint
-- A limit that is new or changed counts what is taken already; its counters are not for anybody's hand.
CREATE FUNCTION sub_quotas_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN RETURN NEW; END IF;
  PERFORM tracks_alone(NEW.call_id, NEW.track);
  SELECT count(*) FILTER (WHERE sub_quota_counts(NEW, a)),
      CASE WHEN NEW.least IS NULL THEN 0 ELSE count(*) FILTER (WHERE NOT sub_quota_counts(NEW, a)) END
    INTO NEW.taken, NEW.outside
    FROM places p JOIN applications a ON a.id = p.application_id
    WHERE p.call_id = NEW.call_id AND (NEW.track IS NULL OR p.track = NEW.track);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER sub_quotas_count BEFORE INSERT OR UPDATE ON sub_quotas FOR EACH ROW EXECUTE FUNCTION sub_quotas_count();
--> statement-breakpoint
CREATE FUNCTION sub_quotas_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() = 1 THEN PERFORM sub_quotas_hold(NEW.call_id); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER sub_quotas_checked AFTER INSERT OR UPDATE ON sub_quotas FOR EACH ROW EXECUTE FUNCTION sub_quotas_checked();
--> statement-breakpoint
-- Lowering a quota waits for those who take a place at that moment, and never removes one that is taken; a hard limit that
-- keeps places is checked anew.
CREATE OR REPLACE FUNCTION tracks_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tracks_alone(NEW.call_id, NEW.key);
  IF EXISTS (SELECT 1 FROM places WHERE call_id = NEW.call_id AND track = NEW.key AND number > NEW.quota AND application_id IS NOT NULL) THEN
    RAISE EXCEPTION 'the quota of track % is below the places that are taken', NEW.key USING ERRCODE = 'check_violation', CONSTRAINT = 'tracks_places';
  END IF;
  DELETE FROM places WHERE call_id = NEW.call_id AND track = NEW.key AND number > NEW.quota AND application_id IS NULL;
  INSERT INTO places (call_id, track, number) SELECT NEW.call_id, NEW.key, n FROM generate_series(1, NEW.quota) n ON CONFLICT DO NOTHING;
  PERFORM sub_quotas_hold(NEW.call_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What limits count by stays as it is while the application holds a place.
CREATE FUNCTION applications_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM places WHERE application_id = OLD.id) THEN
    RAISE EXCEPTION 'application % holds a place: what it is counted by cannot change', OLD.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER applications_counted BEFORE UPDATE OF call_id, person_id, track, institution, country, gender ON applications
  FOR EACH ROW WHEN ((OLD.call_id, OLD.person_id, OLD.track, OLD.institution, OLD.country, OLD.gender) IS DISTINCT FROM
    (NEW.call_id, NEW.person_id, NEW.track, NEW.institution, NEW.country, NEW.gender))
  EXECUTE FUNCTION applications_counted();
--> statement-breakpoint
-- At commit state, place, offer and waiting list of an application agree: so an award without a free place is impossible.
CREATE FUNCTION decision_agrees(id_of uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  a applications;
  p places;
  o offers;
  w waiting_list;
BEGIN
  SELECT * INTO a FROM applications WHERE id = id_of;
  SELECT * INTO p FROM places WHERE application_id = id_of;
  SELECT * INTO o FROM offers WHERE application_id = id_of AND state IN ('made', 'accepted');
  SELECT * INTO w FROM waiting_list WHERE application_id = id_of;
  IF coalesce(a.state IN ('awarded', 'accepted', 'enrolled'), false) <> (p.number IS NOT NULL)
    OR (p.number IS NOT NULL) <> (o.id IS NOT NULL)
    OR (p.number IS NOT NULL AND ((p.call_id, p.track) <> (coalesce(o.deferred_to, a.call_id), a.track)
      OR (o.state = 'made') <> (a.state = 'awarded')))
    OR (a.state IS NOT DISTINCT FROM 'waiting-list') <> (w.rank IS NOT NULL)
    OR (w.rank IS NOT NULL AND (w.call_id, w.track) <> (a.call_id, a.track)) THEN
    RAISE EXCEPTION 'application % is %, which does not agree with its place, offer or rank', a.number, a.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_agrees';
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION applications_agree() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM decision_agrees(NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER applications_agree_new AFTER INSERT ON applications DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state IN ('awarded', 'accepted', 'enrolled', 'waiting-list')) EXECUTE FUNCTION applications_agree();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER applications_agree AFTER UPDATE ON applications DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state AND (OLD.state IN ('awarded', 'accepted', 'enrolled', 'waiting-list')
    OR NEW.state IN ('awarded', 'accepted', 'enrolled', 'waiting-list'))) EXECUTE FUNCTION applications_agree();
--> statement-breakpoint
CREATE FUNCTION decisions_agree() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.application_id IS NOT NULL THEN PERFORM decision_agrees(OLD.application_id); END IF;
  IF TG_OP <> 'DELETE' AND NEW.application_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.application_id IS DISTINCT FROM OLD.application_id)
    THEN PERFORM decision_agrees(NEW.application_id); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER places_agree AFTER INSERT OR UPDATE OR DELETE ON places DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION decisions_agree();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER offers_agree AFTER INSERT OR UPDATE OR DELETE ON offers DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION decisions_agree();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER waiting_list_agree AFTER INSERT OR UPDATE OR DELETE ON waiting_list DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION decisions_agree();
--> statement-breakpoint
-- Results are released once, and an offer that has ended stays as it was.
CREATE FUNCTION offers_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'this offer has ended' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER offers_final BEFORE UPDATE ON offers FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION offers_final();
--> statement-breakpoint
CREATE FUNCTION calls_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the results of % were released', OLD.slug USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER calls_released BEFORE UPDATE OF results_released_at ON calls FOR EACH ROW
  WHEN (OLD.results_released_at IS NOT NULL AND NEW.results_released_at IS DISTINCT FROM OLD.results_released_at)
  EXECUTE FUNCTION calls_released();
--> statement-breakpoint
-- An event waits for its application's row before it waits for the chain: whoever has the row may write events too.
CREATE OR REPLACE FUNCTION events_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.application_id IS NOT NULL THEN
    PERFORM 1 FROM applications WHERE id = NEW.application_id FOR KEY SHARE;
  END IF;
  -- Two events of one application at once would both follow the same one; the lock puts them in a row.
  PERFORM pg_advisory_xact_lock(hashtextextended('events:' || coalesce(NEW.application_id::text, ''), 0));
  SELECT hash INTO NEW.previous_hash FROM events
    WHERE application_id IS NOT DISTINCT FROM NEW.application_id ORDER BY id DESC LIMIT 1;
  NEW.previous_hash := coalesce(NEW.previous_hash, '');
  NEW.hash := encode(sha256(convert_to(
    jsonb_build_array(NEW.previous_hash, NEW.id, NEW.application_id, NEW.actor_id, NEW.actor_role, NEW.type, NEW.data,
      extract(epoch FROM NEW.at))::text, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
