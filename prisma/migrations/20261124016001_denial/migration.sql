-- What the cluster refused to make in an environment, as its events tell.
CREATE TABLE "denial" (
    "environment_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "owner_kind" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "version" BIGINT NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "denial_pkey" PRIMARY KEY ("environment_id", "fingerprint")
);

CREATE INDEX "denial_last_at_idx" ON "denial"("last_at");

ALTER TABLE "denial" ADD CONSTRAINT "denial_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The texts are a tenant's to write; their length is ours to limit.
ALTER TABLE "denial" ADD CONSTRAINT denial_length CHECK (
  length(fingerprint) <= 64 AND length(owner_kind) <= 63 AND length(owner_name) <= 253 AND length(message) <= 2400);

-- Pages show what holds and what is over; that it was said again is no news.
CREATE FUNCTION hint_denial() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR (NEW.message, NEW.resolved_at) IS DISTINCT FROM (OLD.message, OLD.resolved_at) THEN
    PERFORM pg_notify('bailiwick_change', json_build_object('type', 'denial', 'teamId', (SELECT team_id FROM environment WHERE id = NEW.environment_id))::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER hint_denial AFTER INSERT OR UPDATE ON denial FOR EACH ROW EXECUTE FUNCTION hint_denial();

GRANT SELECT ON denial TO bailiwick_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON denial TO bailiwick_provisioner;
