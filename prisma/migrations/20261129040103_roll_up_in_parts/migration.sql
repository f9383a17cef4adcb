-- A stretch is rolled up a few teams at a time, so that no statement takes too long however many there are: until when the
-- stretch in hand reaches, and the last team that has it behind itself. Both are null between two stretches.
ALTER TABLE usage_rollup_mark
  ADD COLUMN stretch_until timestamptz(3),
  ADD COLUMN after_team uuid,
  ADD CONSTRAINT usage_rollup_mark_stretch CHECK ((stretch_until IS NULL) = (after_team IS NULL));
