-- Whoever withdrew and applies to another institution, or on another track, may be ranked there: their row leaves the
-- list that was handed in, of which they are no candidate any more. What was signed stays, in the list's snapshot.
CREATE OR REPLACE FUNCTION nominations_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_of nominations;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM 1 FROM applications a WHERE a.id = OLD.application_id
      AND (a.institution, a.track) IS DISTINCT FROM (OLD.institution, OLD.track);
    IF FOUND THEN
      RETURN OLD;
    END IF;
  END IF;
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
