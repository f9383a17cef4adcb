-- How often the cluster answered when the replicas of the provisioner asked whether it is there, all together, in stretches of 5
-- minutes by the database's clock. A stretch without a row is one in which nobody asked; decision 0211.
CREATE TABLE "cluster_probe" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answered" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "cluster_probe_pkey" PRIMARY KEY ("at")
);

-- Rules that Prisma's schema language can't express ---------------------------------------------------------

ALTER TABLE cluster_probe ADD CONSTRAINT cluster_probe_counts CHECK (answered >= 0 AND failed >= 0);

GRANT SELECT ON cluster_probe TO bailiwick_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON cluster_probe TO bailiwick_provisioner;
