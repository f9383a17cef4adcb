-- An admin may have hand-made changes left as they are for a while, by the database's clock; the audit log keeps the history.
ALTER TABLE environment
  ADD COLUMN healing_paused_at timestamptz(3),
  ADD COLUMN healing_paused_until timestamptz(3),
  ADD COLUMN healing_pause_reason text,
  ADD COLUMN healing_paused_by uuid REFERENCES "user" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT environment_healing_pause_whole
    CHECK (num_nulls(healing_paused_at, healing_paused_until, healing_pause_reason, healing_paused_by) IN (0, 4)),
  ADD CONSTRAINT environment_healing_pause_ends
    CHECK (healing_paused_until > healing_paused_at AND healing_paused_until <= healing_paused_at + interval '24 hours');

-- Whether the last pass left something as it was; then the end of the pause calls for another.
ALTER TABLE environment_status ADD COLUMN holds_back boolean NOT NULL DEFAULT false;

-- When the field manager wrote, by the API server's record; null where it can't be told.
ALTER TABLE drift_event ADD COLUMN edited_at timestamptz(3);
-- Found while healing was paused.
ALTER TABLE drift_event ADD COLUMN held boolean NOT NULL DEFAULT false;

GRANT UPDATE (healing_paused_at, healing_paused_until, healing_pause_reason, healing_paused_by) ON environment TO bailiwick_web;
