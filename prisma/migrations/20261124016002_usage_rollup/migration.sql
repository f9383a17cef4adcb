-- Use of an environment or of a whole team in buckets of 5 or 60 minutes, made from the samples. A bucket without a row is like
-- the end of the one before. The subject is the id of an environment or of a team.
CREATE TABLE "usage_rollup" (
    "subject_id" UUID NOT NULL,
    "minutes" SMALLINT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "peak" DECIMAL(40,9) NOT NULL,
    "hard" DECIMAL(40,9) NOT NULL,
    "last_used" DECIMAL(40,9) NOT NULL,
    "last_hard" DECIMAL(40,9) NOT NULL,

    CONSTRAINT "usage_rollup_pkey" PRIMARY KEY ("subject_id", "minutes", "key", "at")
);

CREATE INDEX "usage_rollup_minutes_at_idx" ON "usage_rollup"("minutes", "at");

-- How far the samples are rolled up.
CREATE TABLE "usage_rollup_mark" (
    "minutes" SMALLINT NOT NULL,
    "done_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "usage_rollup_mark_pkey" PRIMARY KEY ("minutes")
);

-- Use of each environment as it is now, as numbers that can be summed.
CREATE TABLE "environment_usage" (
    "environment_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "used" DECIMAL(40,9) NOT NULL,
    "hard" DECIMAL(40,9) NOT NULL,

    CONSTRAINT "environment_usage_pkey" PRIMARY KEY ("environment_id", "key")
);

-- The sums of each team, and how much of what it was granted it needs: p95 and peak of its use in the last 14 days.
CREATE TABLE "team_usage" (
    "team_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "environments" INTEGER NOT NULL,
    "granted" DECIMAL(40,9) NOT NULL,
    "used" DECIMAL(40,9) NOT NULL,
    "p95" DECIMAL(40,9),
    "peak" DECIMAL(40,9),
    "days" INTEGER NOT NULL DEFAULT 0,
    "measured_at" TIMESTAMPTZ(3),

    CONSTRAINT "team_usage_pkey" PRIMARY KEY ("team_id", "key")
);

CREATE INDEX "team_usage_key_idx" ON "team_usage"("key");

ALTER TABLE "environment_usage" ADD CONSTRAINT "environment_usage_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "team_usage" ADD CONSTRAINT "team_usage_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "usage_rollup" ADD CONSTRAINT usage_rollup_minutes CHECK (minutes IN (5, 60));

GRANT SELECT ON usage_rollup, usage_rollup_mark, environment_usage, team_usage TO bailiwick_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_rollup, usage_rollup_mark, environment_usage, team_usage TO bailiwick_provisioner;
