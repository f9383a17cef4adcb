-- The ceilings of a team's environments, added up: reserving must not add up a thousand environments each time. Kept by
-- triggers, so that no way of changing a ceiling can pass it by. See docs/decisions/0140.
CREATE TABLE budget_total (
  team_id uuid NOT NULL,
  amounts jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT budget_total_pkey PRIMARY KEY (team_id),
  CONSTRAINT budget_total_team_id_fkey FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT budget_total_object CHECK (jsonb_typeof(amounts) = 'object')
);

-- What is final holds nothing any more.
UPDATE environment_status SET ceiling = '{}' FROM environment e WHERE e.id = environment_id AND e.finalized_at IS NOT NULL;
INSERT INTO budget_total (team_id, amounts)
SELECT t.id, coalesce((
  SELECT jsonb_object_agg(key, trim_scale(total)::text) FROM (
    SELECT part.key, sum(part.value::numeric) AS total
    FROM environment e JOIN environment_status s ON s.environment_id = e.id, jsonb_each_text(s.ceiling) part
    WHERE e.team_id = t.id GROUP BY part.key) sums), '{}')
FROM team t;

CREATE FUNCTION budget_total_begin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO budget_total (team_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER budget_total_begin AFTER INSERT ON team FOR EACH ROW EXECUTE FUNCTION budget_total_begin();

CREATE FUNCTION budget_total_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE budget_total b SET amounts = coalesce((
    SELECT jsonb_object_agg(key, trim_scale(total)::text) FROM (
      SELECT part.key, sum(part.amount) AS total FROM (
        SELECT key, value::numeric AS amount FROM jsonb_each_text(b.amounts)
        UNION ALL SELECT key, value::numeric FROM jsonb_each_text(NEW.ceiling)
        UNION ALL SELECT key, -value::numeric FROM jsonb_each_text(OLD.ceiling)) part
      GROUP BY part.key HAVING sum(part.amount) <> 0) sums), '{}')
  WHERE b.team_id = (SELECT team_id FROM environment WHERE id = NEW.environment_id);
  RETURN NULL;
END $$;
CREATE TRIGGER budget_total_follow AFTER UPDATE OF ceiling ON environment_status FOR EACH ROW
  WHEN (OLD.ceiling IS DISTINCT FROM NEW.ceiling) EXECUTE FUNCTION budget_total_follow();

GRANT SELECT ON budget_total TO bailiwick_web, bailiwick_provisioner;
