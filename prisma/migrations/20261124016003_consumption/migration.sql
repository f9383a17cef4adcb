-- Which workloads of an environment use how much of its quota, as the provisioner counted last.
CREATE TABLE "consumption" (
    "environment_id" UUID NOT NULL,
    "consumers" JSONB NOT NULL,
    "measured" TEXT NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consumption_pkey" PRIMARY KEY ("environment_id")
);

ALTER TABLE "consumption" ADD CONSTRAINT "consumption_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "consumption" ADD CONSTRAINT consumption_measured CHECK (measured IN ('yes', 'absent', 'failed'));

GRANT SELECT ON consumption TO bailiwick_web;
GRANT SELECT, INSERT, UPDATE ON consumption TO bailiwick_provisioner;
