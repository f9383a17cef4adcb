-- What the provisioner found in the cluster, apart from environment_status: two leases a pass rewrite that row, and
-- lists read it, while this changes only when the cluster does.
CREATE TABLE "observed_state" (
    "environment_id" UUID NOT NULL,
    "objects" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "observed_state_pkey" PRIMARY KEY ("environment_id")
);

ALTER TABLE "observed_state" ADD CONSTRAINT "observed_state_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "observed_state" ADD CONSTRAINT observed_state_objects CHECK (jsonb_typeof(objects) = 'array');

CREATE FUNCTION hint_observed_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('bailiwick_change', json_build_object('type', 'environment', 'teamId', (SELECT team_id FROM environment WHERE id = NEW.environment_id))::text);
  RETURN NULL;
END $$;
CREATE TRIGGER hint_observed_state AFTER INSERT OR UPDATE ON observed_state FOR EACH ROW EXECUTE FUNCTION hint_observed_state();

GRANT SELECT ON observed_state TO bailiwick_web;
GRANT SELECT, INSERT, UPDATE ON observed_state TO bailiwick_provisioner;
