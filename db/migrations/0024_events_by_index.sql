-- The event before is found by the index of applications: 'is not distinct from' read the whole table backwards instead.
CREATE OR REPLACE FUNCTION events_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- An event waits for its application's row before it waits for the chain: a transaction that has the row may write events too.
  IF NEW.application_id IS NOT NULL THEN
    PERFORM 1 FROM applications WHERE id = NEW.application_id FOR KEY SHARE;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('events:' || coalesce(NEW.application_id::text, ''), 0));
  NEW.id := nextval('events_id_seq');
  IF NEW.application_id IS NULL THEN
    SELECT hash INTO NEW.previous_hash FROM events WHERE application_id IS NULL ORDER BY id DESC LIMIT 1;
  ELSE
    SELECT hash INTO NEW.previous_hash FROM events WHERE application_id = NEW.application_id ORDER BY id DESC LIMIT 1;
  END IF;
  NEW.previous_hash := coalesce(NEW.previous_hash, '');
  NEW.hash := encode(sha256(convert_to(
    jsonb_build_array(NEW.previous_hash, NEW.id, NEW.application_id, NEW.actor_id, NEW.actor_role, NEW.type, NEW.data,
      extract(epoch FROM NEW.at))::text, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
