-- Moves of quota from one environment of a team to another: both sides in one transaction, or cancelled as a whole. The
-- amounts stand twice: as they are granted, and in base units for comparing.
CREATE TABLE quota_move (
  id uuid NOT NULL,
  team_id uuid NOT NULL,
  from_id uuid NOT NULL,
  to_id uuid NOT NULL,
  key text NOT NULL,
  amount text NOT NULL,
  from_before text NOT NULL,
  from_after text NOT NULL,
  to_before text NOT NULL,
  to_after text NOT NULL,
  from_value numeric NOT NULL,
  to_value numeric NOT NULL,
  state text NOT NULL DEFAULT 'open',
  problem text,
  asked_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  closed_at timestamptz(3),
  CONSTRAINT quota_move_pkey PRIMARY KEY (id),
  CONSTRAINT quota_move_team_id_fkey FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT quota_move_from_id_fkey FOREIGN KEY (from_id) REFERENCES environment (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT quota_move_to_id_fkey FOREIGN KEY (to_id) REFERENCES environment (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT quota_move_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES "user" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT quota_move_sides CHECK (from_id <> to_id),
  CONSTRAINT quota_move_state CHECK (state IN ('open', 'done', 'cancelled')),
  CONSTRAINT quota_move_closed CHECK ((state = 'open') = (closed_at IS NULL)),
  CONSTRAINT quota_move_problem CHECK ((state = 'cancelled') = (problem IS NOT NULL))
);
CREATE INDEX quota_move_of_team ON quota_move (team_id, created_at DESC);
CREATE INDEX quota_move_open_from ON quota_move (from_id) WHERE state = 'open';
CREATE INDEX quota_move_open_to ON quota_move (to_id) WHERE state = 'open';
CREATE TRIGGER hint_quota_move AFTER INSERT OR UPDATE ON quota_move FOR EACH ROW EXECUTE FUNCTION hint_team_row();

-- Done when the ledger says so: one side was seen with less, the other has the room.
CREATE FUNCTION quota_move_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE quota_move m SET state = 'done', closed_at = now()
  FROM environment_status giver, environment_status taker
  WHERE m.state = 'open' AND NEW.environment_id IN (m.from_id, m.to_id)
    AND giver.environment_id = m.from_id AND taker.environment_id = m.to_id
    AND coalesce(giver.ceiling->>m.key, '0')::numeric <= m.from_value
    AND coalesce(taker.ceiling->>m.key, '0')::numeric >= m.to_value;
  RETURN NULL;
END $$;
CREATE TRIGGER quota_move_follow AFTER UPDATE OF ceiling ON environment_status FOR EACH ROW
  WHEN (OLD.ceiling IS DISTINCT FROM NEW.ceiling) EXECUTE FUNCTION quota_move_follow();

-- The one thing that the provisioner may change in what the web server wants: take back a move that would shut out what
-- runs. False where the move is not open any more.
CREATE FUNCTION cancel_quota_move(move uuid, why text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  m quota_move;
BEGIN
  UPDATE quota_move SET state = 'cancelled', problem = why, closed_at = now() WHERE id = move AND state = 'open' RETURNING * INTO m;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE environment SET generation = generation + 1,
    quota = quota || jsonb_build_object(m.key, CASE id WHEN m.from_id THEN m.from_before ELSE m.to_before END)
  WHERE id IN (m.from_id, m.to_id) AND finalized_at IS NULL;
  INSERT INTO audit_event (id, actor_name, action, object_type, object_id, object_name, team_id, after)
  SELECT gen_random_uuid(), 'provisioner', 'quota.cancel-move', 'environment', e.id::text, e.namespace, m.team_id,
    jsonb_build_object('key', m.key, 'amount', m.amount, 'reason', why)
  FROM environment e WHERE e.id = m.from_id;
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION cancel_quota_move(uuid, text) FROM PUBLIC;

GRANT SELECT, INSERT ON quota_move TO bailiwick_web;
GRANT SELECT ON quota_move TO bailiwick_provisioner;
GRANT EXECUTE ON FUNCTION cancel_quota_move(uuid, text) TO bailiwick_provisioner;
