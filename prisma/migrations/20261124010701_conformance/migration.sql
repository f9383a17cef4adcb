-- CreateTable
CREATE TABLE "conformance_run" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "requested_by" UUID,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "results" JSONB NOT NULL DEFAULT '[]',
    "passed" INTEGER NOT NULL DEFAULT 0,
    "by_design" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "errors" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "conformance_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conformance_waiver" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "check_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "approved_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "conformance_waiver_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "conformance_run_environment_id_requested_at_idx" ON "conformance_run"("environment_id", "requested_at" DESC);

-- CreateIndex
CREATE INDEX "conformance_waiver_environment_id_idx" ON "conformance_waiver"("environment_id");

-- AddForeignKey
ALTER TABLE "conformance_run" ADD CONSTRAINT "conformance_run_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conformance_run" ADD CONSTRAINT "conformance_run_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conformance_waiver" ADD CONSTRAINT "conformance_waiver_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conformance_waiver" ADD CONSTRAINT "conformance_waiver_approved_by_fkey" FOREIGN KEY ("approved_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that Prisma's schema language can't express ---------------------------------------------------------

-- One run of an environment waits or goes on at a time, whoever asked for it.
CREATE UNIQUE INDEX conformance_run_open ON conformance_run (environment_id) WHERE finished_at IS NULL;
CREATE UNIQUE INDEX conformance_waiver_live ON conformance_waiver (environment_id, check_id) WHERE ended_at IS NULL;
ALTER TABLE conformance_run ADD CONSTRAINT conformance_run_problem CHECK (problem IS NULL OR finished_at IS NOT NULL);
ALTER TABLE conformance_waiver ADD CONSTRAINT conformance_waiver_expiry CHECK (expires_at > created_at);

CREATE FUNCTION hint_conformance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'conformance_run' AND TG_OP = 'INSERT' THEN PERFORM pg_notify('bailiwick_conformance', NEW.id::text); END IF;
  PERFORM pg_notify('bailiwick_change', json_build_object('type', 'conformance', 'teamId', (SELECT team_id FROM environment WHERE id = NEW.environment_id))::text);
  RETURN NULL;
END $$;
CREATE TRIGGER hint_conformance_run AFTER INSERT OR UPDATE ON conformance_run FOR EACH ROW EXECUTE FUNCTION hint_conformance();
CREATE TRIGGER hint_conformance_waiver AFTER INSERT OR UPDATE ON conformance_waiver FOR EACH ROW EXECUTE FUNCTION hint_conformance();

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bailiwick_conformance') THEN CREATE ROLE bailiwick_conformance NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT USAGE ON SCHEMA public TO bailiwick_conformance;

-- The web asks for runs and keeps waivers; what a run found is written by the conformance process alone.
GRANT SELECT ON conformance_run, conformance_waiver TO bailiwick_web;
GRANT INSERT (id, environment_id, requested_by) ON conformance_run TO bailiwick_web;
GRANT INSERT (id, environment_id, check_id, reason, approved_by, expires_at) ON conformance_waiver TO bailiwick_web;
GRANT UPDATE (ended_at) ON conformance_waiver TO bailiwick_web;

GRANT SELECT (id, team_id, namespace, class_version_id, finalized_at, delete_after) ON environment TO bailiwick_conformance;
GRANT SELECT (environment_id, ready_at) ON environment_status TO bailiwick_conformance;
GRANT SELECT (id, spec) ON environment_class_version TO bailiwick_conformance;
GRANT SELECT, DELETE ON conformance_run TO bailiwick_conformance;
GRANT INSERT (id, environment_id, requested_at) ON conformance_run TO bailiwick_conformance;
GRANT UPDATE (started_at, attempts, finished_at, problem, results, passed, by_design, failed, errors) ON conformance_run TO bailiwick_conformance;
