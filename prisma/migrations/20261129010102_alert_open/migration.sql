-- Every page asks what is open in the teams of its person.
CREATE INDEX alert_open_of_team ON alert (team_id) WHERE closed_at IS NULL;
