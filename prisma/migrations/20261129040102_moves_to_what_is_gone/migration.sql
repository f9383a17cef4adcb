-- An environment whose time came while something was on its way to it never gets it, so the move stayed open for ever, and the
-- giving one could not be changed any more. What was on its way goes back instead.
CREATE FUNCTION quota_move_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cancel_quota_move(id, NEW.slug || ' was gone before it got anything.') FROM quota_move WHERE to_id = NEW.id AND state = 'open';
  RETURN NULL;
END $$;
CREATE TRIGGER quota_move_end AFTER UPDATE OF finalized_at ON environment FOR EACH ROW
  WHEN (OLD.finalized_at IS NULL AND NEW.finalized_at IS NOT NULL) EXECUTE FUNCTION quota_move_end();

SELECT cancel_quota_move(m.id, e.slug || ' was gone before it got anything.')
FROM quota_move m JOIN environment e ON e.id = m.to_id WHERE m.state = 'open' AND e.finalized_at IS NOT NULL;
