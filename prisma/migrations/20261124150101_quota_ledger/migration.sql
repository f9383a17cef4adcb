-- The ledger of a team's budget, one share an environment: what the cluster may hold at most (in base units), what is to be
-- written, and the number of that decision. See docs/decisions/0140.
ALTER TABLE environment_status
  ADD COLUMN ceiling jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN allowed jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN quota_revision integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT environment_status_ceiling_object CHECK (jsonb_typeof(ceiling) = 'object'),
  ADD CONSTRAINT environment_status_allowed_object CHECK (jsonb_typeof(allowed) = 'object'),
  ADD CONSTRAINT environment_status_quota_revision CHECK (quota_revision >= 0);

-- Quotas that are in the cluster already: the larger of what was seen there and what was granted is the most it can hold.
CREATE FUNCTION quantity_value(quantity text) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT parts[1]::numeric * CASE parts[2]
    WHEN 'Ki' THEN 1024::numeric WHEN 'Mi' THEN 1024::numeric ^ 2 WHEN 'Gi' THEN 1024::numeric ^ 3
    WHEN 'Ti' THEN 1024::numeric ^ 4 WHEN 'Pi' THEN 1024::numeric ^ 5 WHEN 'Ei' THEN 1024::numeric ^ 6
    WHEN 'n' THEN 0.000000001 WHEN 'u' THEN 0.000001 WHEN 'm' THEN 0.001 WHEN 'k' THEN 1000 WHEN 'M' THEN 1000000
    WHEN 'G' THEN 1000000000 WHEN 'T' THEN 1000000000000 WHEN 'P' THEN 1000000000000000 WHEN 'E' THEN 1000000000000000000
    WHEN '' THEN 1 ELSE ('1' || parts[2])::numeric END
  FROM regexp_match(quantity, '^\+?([0-9.]+)(.*)$') parts
$$;
UPDATE environment_status s SET ceiling = held.amounts
FROM (
  SELECT id, jsonb_object_agg(key, trim_scale(round(amount, 9))::text) AS amounts FROM (
    SELECT e.id, found.key, max(quantity_value(found.text)) AS amount
    FROM environment e JOIN environment_status t ON t.environment_id = e.id, LATERAL (
      SELECT key, value AS text FROM jsonb_each_text(e.quota)
      UNION ALL SELECT key, value->>'hard' FROM jsonb_each(t.usage)) found
    WHERE e.finalized_at IS NULL AND t.fence > 0 AND found.text IS NOT NULL
    GROUP BY e.id, found.key) amounts GROUP BY id) held
WHERE held.id = s.environment_id;
DROP FUNCTION quantity_value(text);

-- Every quota gets its number; nobody's edit, so it is the next generation.
UPDATE environment SET generation = generation + 1 WHERE finalized_at IS NULL;
