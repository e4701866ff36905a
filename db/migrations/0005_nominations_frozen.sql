-- A list that was handed in is frozen, for hand-written SQL too: nobody is added, moved or removed, and what was signed
-- stays. An admin opens it again, which is only possible with a row that keeps what was signed, and the reason.
CREATE FUNCTION nominations_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_of nominations;
BEGIN
  -- A change of a row may leave one list and enter another: both have to be open.
  FOREACH row_of IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW] WHEN 'DELETE' THEN ARRAY[OLD] ELSE ARRAY[OLD, NEW] END LOOP
    PERFORM 1 FROM nomination_lists l
      WHERE l.call_id = row_of.call_id AND l.institution = row_of.institution AND l.track = row_of.track
        AND l.handed_in_at IS NOT NULL FOR SHARE;
    IF FOUND THEN
      RAISE EXCEPTION 'the list of % for % was handed in', row_of.institution, row_of.track USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER nominations_frozen BEFORE INSERT OR UPDATE OR DELETE ON nominations FOR EACH ROW EXECUTE FUNCTION nominations_frozen();
--> statement-breakpoint
CREATE FUNCTION nomination_lists_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.handed_in_at IS NULL THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.handed_in_at IS NULL
    AND (NEW.call_id, NEW.institution, NEW.track) = (OLD.call_id, OLD.institution, OLD.track)
    AND EXISTS (SELECT 1 FROM nomination_reopenings r
      WHERE r.call_id = OLD.call_id AND r.institution = OLD.institution AND r.track = OLD.track
        AND r.handed_in_at = OLD.handed_in_at AND r.snapshot = OLD.snapshot) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the list of % for % was handed in', OLD.institution, OLD.track USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER nomination_lists_frozen BEFORE UPDATE OR DELETE ON nomination_lists FOR EACH ROW EXECUTE FUNCTION nomination_lists_frozen();
--> statement-breakpoint
CREATE FUNCTION nomination_reopenings_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record of a list that was opened again is append-only';
END $$;
--> statement-breakpoint
CREATE TRIGGER nomination_reopenings_refuse BEFORE UPDATE OR DELETE ON nomination_reopenings FOR EACH ROW EXECUTE FUNCTION nomination_reopenings_refuse();
