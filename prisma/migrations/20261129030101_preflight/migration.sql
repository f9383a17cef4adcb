-- What a request would do in the cluster: the web tier asks, the provisioner tries it as a dry run and answers. Without a class
-- version the environment goes away. Rows are kept for minutes; decision 0170.
CREATE TABLE "preflight" (
    "id" UUID NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "team_id" UUID NOT NULL,
    "environment_id" UUID,
    "generation" INTEGER,
    "slug" TEXT NOT NULL,
    "class_version_id" UUID,
    "quota" JSONB NOT NULL DEFAULT '{}',
    "started_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "answer" JSONB,

    CONSTRAINT "preflight_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "preflight" ADD CONSTRAINT "preflight_asked_by_fkey" FOREIGN KEY ("asked_by") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "preflight" ADD CONSTRAINT "preflight_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "preflight" ADD CONSTRAINT "preflight_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "preflight" ADD CONSTRAINT "preflight_class_version_id_fkey" FOREIGN KEY ("class_version_id") REFERENCES "environment_class_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "preflight_asked_by_asked_at_idx" ON "preflight"("asked_by", "asked_at" DESC);

-- Rules that Prisma's schema language can't express ---------------------------------------------------------

ALTER TABLE preflight
  ADD CONSTRAINT preflight_subject CHECK ((environment_id IS NULL) = (generation IS NULL)),
  ADD CONSTRAINT preflight_goes_away CHECK (class_version_id IS NOT NULL OR environment_id IS NOT NULL),
  ADD CONSTRAINT preflight_answer CHECK ((answered_at IS NULL) = (answer IS NULL)),
  ADD CONSTRAINT preflight_quota CHECK (jsonb_typeof(quota) = 'object');
CREATE INDEX preflight_open ON preflight (asked_at) WHERE answered_at IS NULL;

CREATE FUNCTION hint_preflight() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('bailiwick_preflight', '');
  RETURN NULL;
END $$;
CREATE TRIGGER hint_preflight AFTER INSERT ON preflight FOR EACH ROW EXECUTE FUNCTION hint_preflight();

-- The web asks; what was found is written, and after some minutes dropped, by the provisioner alone.
GRANT SELECT ON preflight TO bailiwick_web;
GRANT INSERT (id, asked_by, team_id, environment_id, generation, slug, class_version_id, quota) ON preflight TO bailiwick_web;
GRANT SELECT, DELETE ON preflight TO bailiwick_provisioner;
GRANT UPDATE (started_at, answered_at, answer) ON preflight TO bailiwick_provisioner;
