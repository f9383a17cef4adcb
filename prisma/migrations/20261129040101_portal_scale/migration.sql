-- What pages ask of ten thousand environments must not be read row by row. See docs/decisions/0175.

-- What the conditions say, where a list of all environments can read it without unpacking them.
ALTER TABLE environment_status
  ADD COLUMN is_ready boolean NOT NULL GENERATED ALWAYS AS (conditions @> '[{"type": "Ready", "status": "True"}]') STORED,
  ADD COLUMN is_stalled boolean NOT NULL GENERATED ALWAYS AS (conditions @> '[{"type": "Stalled", "status": "True"}]') STORED,
  ADD COLUMN is_reconciling boolean NOT NULL GENERATED ALWAYS AS (conditions @> '[{"type": "Reconciling", "status": "True"}]') STORED,
  ADD COLUMN is_drifted boolean NOT NULL GENERATED ALWAYS AS (conditions @> '[{"type": "Drifted", "status": "True"}]') STORED;

CREATE INDEX environment_status_stalled ON environment_status (environment_id) WHERE is_stalled;
CREATE INDEX environment_status_drifted ON environment_status (environment_id) WHERE is_drifted;

-- How long the last passes took at most, by share of them: written once a pass rather than sorted anew for each row of a list.
CREATE FUNCTION pass_percentile(ms integer[], share numeric) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (array_agg(took ORDER BY took))[greatest(1, ceil(share * count(*)))::int] FROM unnest(ms) AS took
$$;
ALTER TABLE environment_status
  ADD COLUMN pass_p50 integer GENERATED ALWAYS AS (pass_percentile(pass_ms, 0.5)) STORED,
  ADD COLUMN pass_p99 integer GENERATED ALWAYS AS (pass_percentile(pass_ms, 0.99)) STORED;

CREATE INDEX request_environment_id_idx ON request (environment_id);
CREATE INDEX drift_event_manager_idx ON drift_event (manager);
CREATE INDEX drift_event_last_seen ON drift_event (coalesce(last_at, detected_at));

-- How far what is older than it is kept was dropped: of samples (0), and of buckets of 5 and 60 minutes.
CREATE TABLE usage_retention_mark (
  minutes smallint NOT NULL,
  done_until timestamptz(3) NOT NULL,
  CONSTRAINT usage_retention_mark_pkey PRIMARY KEY (minutes),
  CONSTRAINT usage_retention_mark_minutes CHECK (minutes IN (0, 5, 60))
);
GRANT SELECT, INSERT, UPDATE ON usage_retention_mark TO bailiwick_provisioner;

-- Searches for a part of a word; without the extension they read every row, as they do on words of one or two letters.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX audit_event_words ON audit_event USING gin (object_name gin_trgm_ops, actor_name gin_trgm_ops, action gin_trgm_ops);
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'pg_trgm can''t be installed: searches of the audit log read all of it.';
END $$;
