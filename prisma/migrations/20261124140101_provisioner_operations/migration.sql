-- Retry now: the web tier counts what admins ask for, and a pass says up to which of these it has tried. Never a clock.
ALTER TABLE environment ADD COLUMN retries integer NOT NULL DEFAULT 0;
ALTER TABLE environment_status
  ADD COLUMN answered_retries integer NOT NULL DEFAULT 0,
  -- Since when the lease is held; it says nothing without one.
  ADD COLUMN leased_at timestamptz(3),
  -- How long the last passes took, the newest first; written with what a pass writes anyway.
  ADD COLUMN pass_ms integer[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT environment_status_pass_ms CHECK (cardinality(pass_ms) <= 20);

-- A replica that ended in order stays on the list for a day, as stopped.
ALTER TABLE provisioner_heartbeat
  ADD COLUMN version text,
  ADD COLUMN stopped_at timestamptz(3),
  ADD COLUMN watches jsonb NOT NULL DEFAULT '[]';

CREATE OR REPLACE FUNCTION hint_cluster() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR (NEW.unreachable_since, NEW.stopped_at) IS DISTINCT FROM (OLD.unreachable_since, OLD.stopped_at) THEN
    PERFORM pg_notify('bailiwick_change', '{"type":"cluster"}');
  END IF;
  RETURN NULL;
END $$;

GRANT UPDATE (retries) ON environment TO bailiwick_web;
