-- Counts of what one person or one address asked for lately, shared by all replicas of the web server.
-- Unlogged: after a crash of the database everybody begins at zero, and no write waits for the disk.
CREATE UNLOGGED TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO bailiwick_web;
