-- Places kept by a hard limit of all tracks go by all their quotas: two that are lowered at once, each within the limit,
-- must not break it together. Whoever changes one writes the limit's row, so that the other waits and looks again.
CREATE OR REPLACE FUNCTION tracks_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tracks_alone(NEW.call_id, NEW.key);
  IF EXISTS (SELECT 1 FROM places WHERE call_id = NEW.call_id AND track = NEW.key AND number > NEW.quota AND application_id IS NOT NULL) THEN
    RAISE EXCEPTION 'the quota of track % is below the places that are taken', NEW.key USING ERRCODE = 'check_violation', CONSTRAINT = 'tracks_places';
  END IF;
  DELETE FROM places WHERE call_id = NEW.call_id AND track = NEW.key AND number > NEW.quota AND application_id IS NULL;
  INSERT INTO places (call_id, track, number) SELECT NEW.call_id, NEW.key, n FROM generate_series(1, NEW.quota) n ON CONFLICT DO NOTHING;
  PERFORM 1 FROM sub_quotas q WHERE q.call_id = NEW.call_id AND q.least IS NOT NULL AND (q.track IS NULL OR q.track = NEW.key)
    ORDER BY q.id FOR NO KEY UPDATE;
  UPDATE sub_quotas q SET taken = taken
    WHERE q.call_id = NEW.call_id AND q.least IS NOT NULL AND (q.track IS NULL OR q.track = NEW.key);
  PERFORM sub_quotas_hold(NEW.call_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What an application is counted by must not change while a place is taken for it: its row is held from here on.
CREATE OR REPLACE FUNCTION place_counted(place places, step integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  a applications;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(track_key(place.call_id, place.track));
  SELECT * INTO a FROM applications WHERE id = place.application_id FOR SHARE;
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
-- A limit that is set counts what is taken, which a snapshot of earlier does not show.
CREATE OR REPLACE FUNCTION sub_quotas_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN RETURN NEW; END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'limits are set in transactions of the isolation READ COMMITTED' USING ERRCODE = 'check_violation', CONSTRAINT = 'sub_quotas_isolation';
  END IF;
  PERFORM tracks_alone(NEW.call_id, NEW.track);
  SELECT count(*) FILTER (WHERE sub_quota_counts(NEW, a)),
      CASE WHEN NEW.least IS NULL THEN 0 ELSE count(*) FILTER (WHERE NOT sub_quota_counts(NEW, a)) END
    INTO NEW.taken, NEW.outside
    FROM places p JOIN applications a ON a.id = p.application_id
    WHERE p.call_id = NEW.call_id AND (NEW.track IS NULL OR p.track = NEW.track);
  RETURN NEW;
END $$;
--> statement-breakpoint
-- To empty a table at once fires no trigger of its rows: what they refuse, it would do.
CREATE FUNCTION truncate_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the table % cannot be emptied', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'truncate_refuse';
END $$;
--> statement-breakpoint
CREATE TRIGGER truncate_refuse BEFORE TRUNCATE ON places FOR EACH STATEMENT EXECUTE FUNCTION truncate_refuse();
--> statement-breakpoint
CREATE TRIGGER truncate_refuse BEFORE TRUNCATE ON offers FOR EACH STATEMENT EXECUTE FUNCTION truncate_refuse();
--> statement-breakpoint
CREATE TRIGGER truncate_refuse BEFORE TRUNCATE ON waiting_list FOR EACH STATEMENT EXECUTE FUNCTION truncate_refuse();
--> statement-breakpoint
CREATE TRIGGER truncate_refuse BEFORE TRUNCATE ON sub_quotas FOR EACH STATEMENT EXECUTE FUNCTION truncate_refuse();
--> statement-breakpoint
CREATE TRIGGER truncate_refuse BEFORE TRUNCATE ON event_details FOR EACH STATEMENT EXECUTE FUNCTION truncate_refuse();
--> statement-breakpoint
CREATE TRIGGER truncate_refuse BEFORE TRUNCATE ON call_versions FOR EACH STATEMENT EXECUTE FUNCTION truncate_refuse();
--> statement-breakpoint
CREATE TRIGGER truncate_refuse BEFORE TRUNCATE ON nomination_lists FOR EACH STATEMENT EXECUTE FUNCTION truncate_refuse();
--> statement-breakpoint
CREATE TRIGGER truncate_refuse BEFORE TRUNCATE ON nomination_reopenings FOR EACH STATEMENT EXECUTE FUNCTION truncate_refuse();
