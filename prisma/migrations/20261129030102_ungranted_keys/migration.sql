-- What a team's budget counts and the class of an environment does not grant stands in the quota as none from now on, where it was
-- without end. Those quotas are written anew; decision 0171.
UPDATE environment e SET generation = e.generation + 1 FROM team t
WHERE t.id = e.team_id AND e.finalized_at IS NULL
  AND EXISTS (SELECT FROM jsonb_object_keys(t.budget) AS key WHERE NOT e.quota ? key);
