-- A contest is one row: how often the object was put back, and when last.
ALTER TABLE drift_event
  ADD COLUMN rounds integer NOT NULL DEFAULT 1,
  ADD COLUMN last_at timestamptz(3),
  ADD CONSTRAINT drift_event_rounds CHECK (rounds >= 1);
