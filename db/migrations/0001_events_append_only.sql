-- Events are append-only, and each is chained to the one before it of the same application.
CREATE FUNCTION events_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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
--> statement-breakpoint
CREATE TRIGGER events_chain BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION events_chain();
--> statement-breakpoint
CREATE FUNCTION events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are append-only';
END $$;
--> statement-breakpoint
CREATE TRIGGER events_refuse BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_refuse();
--> statement-breakpoint
CREATE TRIGGER events_refuse_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION events_refuse();
--> statement-breakpoint
-- A place's number stays within its track's quota, and a quota is never below a place that is taken.
CREATE FUNCTION places_within_quota() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM tracks WHERE call_id = NEW.call_id AND key = NEW.track AND quota >= NEW.number FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'place % of track % is beyond the quota', NEW.number, NEW.track USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER places_within_quota BEFORE INSERT OR UPDATE OF call_id, track, number ON places FOR EACH ROW EXECUTE FUNCTION places_within_quota();
--> statement-breakpoint
-- The rows follow the quota: raising it adds places, lowering it removes free ones and is refused below what is taken.
CREATE FUNCTION tracks_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM places WHERE call_id = NEW.call_id AND track = NEW.key AND number > NEW.quota AND application_id IS NOT NULL) THEN
    RAISE EXCEPTION 'the quota of track % is below the places that are taken', NEW.key USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM places WHERE call_id = NEW.call_id AND track = NEW.key AND number > NEW.quota;
  INSERT INTO places (call_id, track, number) SELECT NEW.call_id, NEW.key, n FROM generate_series(1, NEW.quota) n ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tracks_places AFTER INSERT OR UPDATE OF quota ON tracks FOR EACH ROW EXECUTE FUNCTION tracks_places();
