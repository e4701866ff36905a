-- Web servers keep the public pages of a Call. They hear of a change at its commit.
CREATE FUNCTION call_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('call-changed', '');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER calls_changed AFTER INSERT OR UPDATE OR DELETE ON calls FOR EACH STATEMENT EXECUTE FUNCTION call_changed();
--> statement-breakpoint
CREATE TRIGGER tracks_changed AFTER INSERT OR UPDATE OF name, quota OR DELETE ON tracks FOR EACH STATEMENT EXECUTE FUNCTION call_changed();
