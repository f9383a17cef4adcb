-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "site_role" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "admin_bootstrap" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "admin_bootstrap_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "cost_centre" TEXT,
    "budget" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'manual',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "environment_class" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "environment_class_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "environment_class_version" (
    "id" UUID NOT NULL,
    "class_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "spec" JSONB NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "environment_class_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "environment" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "class_version_id" UUID NOT NULL,
    "quota" JSONB NOT NULL,
    "purpose" TEXT NOT NULL,
    "requested_by" UUID NOT NULL,
    "approved_by" UUID,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "expires_at" TIMESTAMPTZ(3),
    "delete_after" TIMESTAMPTZ(3),
    "finalized_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "environment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "environment_status" (
    "environment_id" UUID NOT NULL,
    "observed_generation" INTEGER NOT NULL DEFAULT 0,
    "namespace_uid" TEXT,
    "conditions" JSONB NOT NULL DEFAULT '[]',
    "objects" JSONB NOT NULL DEFAULT '[]',
    "usage" JSONB NOT NULL DEFAULT '{}',
    "usage_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "ready_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "lease_owner" TEXT,
    "lease_expires_at" TIMESTAMPTZ(3),
    "fence" BIGINT NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "environment_status_pkey" PRIMARY KEY ("environment_id")
);

-- CreateTable
CREATE TABLE "request" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "version" INTEGER NOT NULL DEFAULT 1,
    "payload" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "team_id" UUID,
    "environment_id" UUID,
    "requester_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "approver_id" UUID,
    "verdict" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "object_name" TEXT NOT NULL,
    "team_id" UUID,
    "before" JSONB,
    "after" JSONB,
    "http_request_id" TEXT,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_sample" (
    "environment_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "used" DECIMAL(40,9) NOT NULL,
    "hard" DECIMAL(40,9) NOT NULL,

    CONSTRAINT "usage_sample_pkey" PRIMARY KEY ("environment_id","key","at")
);

-- CreateTable
CREATE TABLE "drift_event" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "manager" TEXT,
    "fields" JSONB NOT NULL,
    "detected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "healed_at" TIMESTAMPTZ(3),

    CONSTRAINT "drift_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provisioner_heartbeat" (
    "replica" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,
    "cluster_seen_at" TIMESTAMPTZ(3),
    "unreachable_since" TIMESTAMPTZ(3),
    "cluster_version" TEXT,
    "message" TEXT,
    "queue_depth" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "provisioner_heartbeat_pkey" PRIMARY KEY ("replica")
);

-- CreateTable
CREATE TABLE "draft" (
    "user_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("user_id","form")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_issuer_subject_key" ON "user"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_slug_key" ON "team"("slug");

-- CreateIndex
CREATE INDEX "membership_team_id_idx" ON "membership"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_user_id_team_id_key" ON "membership"("user_id", "team_id");

-- CreateIndex
CREATE UNIQUE INDEX "environment_class_slug_key" ON "environment_class"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "environment_class_version_class_id_version_key" ON "environment_class_version"("class_id", "version");

-- CreateIndex
CREATE INDEX "environment_team_id_idx" ON "environment"("team_id");

-- CreateIndex
CREATE INDEX "environment_status_next_attempt_at_idx" ON "environment_status"("next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "request_number_key" ON "request"("number");

-- CreateIndex
CREATE INDEX "request_state_created_at_idx" ON "request"("state", "created_at");

-- CreateIndex
CREATE INDEX "request_team_id_created_at_idx" ON "request"("team_id", "created_at");

-- CreateIndex
CREATE INDEX "request_requester_id_idx" ON "request"("requester_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_request_id_key" ON "decision"("request_id");

-- CreateIndex
CREATE INDEX "comment_request_id_created_at_idx" ON "comment"("request_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_event_at_id_idx" ON "audit_event"("at" DESC, "id");

-- CreateIndex
CREATE INDEX "audit_event_team_id_at_idx" ON "audit_event"("team_id", "at" DESC);

-- CreateIndex
CREATE INDEX "audit_event_object_type_object_id_at_idx" ON "audit_event"("object_type", "object_id", "at" DESC);

-- CreateIndex
CREATE INDEX "usage_sample_at_idx" ON "usage_sample"("at");

-- CreateIndex
CREATE INDEX "drift_event_environment_id_detected_at_idx" ON "drift_event"("environment_id", "detected_at" DESC);

-- CreateIndex
CREATE INDEX "drift_event_detected_at_idx" ON "drift_event"("detected_at" DESC);

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "environment_class_version" ADD CONSTRAINT "environment_class_version_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "environment_class"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "environment" ADD CONSTRAINT "environment_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "environment" ADD CONSTRAINT "environment_class_version_id_fkey" FOREIGN KEY ("class_version_id") REFERENCES "environment_class_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "environment_status" ADD CONSTRAINT "environment_status_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_approver_id_fkey" FOREIGN KEY ("approver_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_sample" ADD CONSTRAINT "usage_sample_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drift_event" ADD CONSTRAINT "drift_event_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Rules that Prisma's schema language can't express ---------------------------------------------------------

-- A name is free again only when its namespace is gone.
CREATE UNIQUE INDEX environment_namespace_live ON environment (namespace) WHERE finalized_at IS NULL;
CREATE INDEX environment_live ON environment (team_id) WHERE finalized_at IS NULL;
CREATE INDEX request_pending ON request (created_at) WHERE state = 'pending';
CREATE UNIQUE INDEX request_pending_change ON request (environment_id, type) WHERE state = 'pending' AND environment_id IS NOT NULL;
CREATE UNIQUE INDEX request_pending_create ON request (team_id, (payload ->> 'slug')) WHERE state = 'pending' AND type = 'create-environment';
CREATE UNIQUE INDEX request_pending_team ON request ((payload ->> 'slug')) WHERE state = 'pending' AND type = 'create-team';
CREATE UNIQUE INDEX request_pending_join ON request (team_id, requester_id) WHERE state = 'pending' AND type = 'join-team';
CREATE INDEX drift_event_open ON drift_event (environment_id) WHERE healed_at IS NULL;

ALTER TABLE "user" ADD CONSTRAINT user_site_role CHECK (site_role IN ('admin', 'auditor'));
ALTER TABLE membership
  ADD CONSTRAINT membership_role CHECK (role IN ('owner', 'developer', 'viewer')),
  ADD CONSTRAINT membership_source CHECK (source IN ('manual', 'group'));
ALTER TABLE team
  ADD CONSTRAINT team_slug CHECK (slug ~ '^[a-z]([a-z0-9-]{0,29}[a-z0-9])?$'),
  ADD CONSTRAINT team_budget CHECK (jsonb_typeof(budget) = 'object');
ALTER TABLE environment
  ADD CONSTRAINT environment_slug CHECK (slug ~ '^[a-z][a-z0-9]{0,19}$'),
  ADD CONSTRAINT environment_quota CHECK (jsonb_typeof(quota) = 'object'),
  ADD CONSTRAINT environment_generation CHECK (generation >= 1),
  ADD CONSTRAINT environment_approved_by_other CHECK (approved_by IS NULL OR approved_by <> requested_by);
ALTER TABLE environment_class_version ADD CONSTRAINT environment_class_version_number CHECK (version >= 1);
ALTER TABLE request
  ADD CONSTRAINT request_state CHECK (state IN ('pending', 'approved', 'rejected', 'withdrawn')),
  ADD CONSTRAINT request_closed CHECK ((state = 'pending') = (closed_at IS NULL));
ALTER TABLE decision
  ADD CONSTRAINT decision_verdict CHECK (verdict IN ('approved', 'rejected')),
  ADD CONSTRAINT decision_automatic CHECK (approver_id IS NOT NULL OR verdict = 'approved');
ALTER TABLE usage_sample ADD CONSTRAINT usage_sample_not_negative CHECK (used >= 0 AND hard >= 0);
ALTER TABLE drift_event ADD CONSTRAINT drift_event_change CHECK ("change" IN ('edited', 'deleted', 'added'));

-- The namespace name must say whose it is, whatever a service computed.
CREATE FUNCTION environment_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.namespace <> (SELECT slug FROM team WHERE id = NEW.team_id) || '-' || NEW.slug THEN
    RAISE EXCEPTION 'namespace % does not follow from team and environment', NEW.namespace USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.team_id, NEW.slug, NEW.namespace) IS DISTINCT FROM (OLD.team_id, OLD.slug, OLD.namespace) THEN
    RAISE EXCEPTION 'team, slug and namespace of an environment never change' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.generation < OLD.generation THEN
    RAISE EXCEPTION 'generation never goes back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER environment_check BEFORE INSERT OR UPDATE ON environment FOR EACH ROW EXECUTE FUNCTION environment_check();

-- Each environment has its status row from the start; only the provisioner may write it afterwards.
CREATE FUNCTION environment_status_begin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO environment_status (environment_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER environment_status_begin AFTER INSERT ON environment FOR EACH ROW EXECUTE FUNCTION environment_status_begin();

CREATE FUNCTION team_slug_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.slug <> OLD.slug THEN
    RAISE EXCEPTION 'the slug of a team never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER team_slug_fixed BEFORE UPDATE ON team FOR EACH ROW EXECUTE FUNCTION team_slug_fixed();

CREATE FUNCTION decision_not_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.approver_id = (SELECT requester_id FROM request WHERE id = NEW.request_id) THEN
    RAISE EXCEPTION 'nobody decides his own request' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_not_own BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_not_own();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER environment_class_version_append_only BEFORE UPDATE OR DELETE ON environment_class_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Wake-up hints. They carry no truth: a lost one is found by the sweep and by polling.
CREATE FUNCTION hint_environment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('bailiwick_environment', NEW.id::text);
  PERFORM pg_notify('bailiwick_change', json_build_object('type', 'environment', 'teamId', NEW.team_id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER hint_environment AFTER INSERT OR UPDATE ON environment FOR EACH ROW EXECUTE FUNCTION hint_environment();

CREATE FUNCTION hint_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.conditions, NEW.objects, NEW.usage, NEW.observed_generation) IS DISTINCT FROM (OLD.conditions, OLD.objects, OLD.usage, OLD.observed_generation) THEN
    PERFORM pg_notify('bailiwick_change', json_build_object('type', 'environment', 'teamId', (SELECT team_id FROM environment WHERE id = NEW.environment_id))::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER hint_status AFTER UPDATE ON environment_status FOR EACH ROW EXECUTE FUNCTION hint_status();

CREATE FUNCTION hint_team_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('bailiwick_change', json_build_object('type', TG_TABLE_NAME, 'teamId', NEW.team_id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER hint_request AFTER INSERT OR UPDATE ON request FOR EACH ROW EXECUTE FUNCTION hint_team_row();
CREATE TRIGGER hint_membership AFTER INSERT OR UPDATE ON membership FOR EACH ROW EXECUTE FUNCTION hint_team_row();

CREATE FUNCTION hint_drift() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('bailiwick_change', json_build_object('type', 'drift', 'teamId', (SELECT team_id FROM environment WHERE id = NEW.environment_id))::text);
  RETURN NULL;
END $$;
CREATE TRIGGER hint_drift AFTER INSERT OR UPDATE ON drift_event FOR EACH ROW EXECUTE FUNCTION hint_drift();

CREATE FUNCTION hint_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('bailiwick_change', json_build_object('type', 'comment', 'teamId', (SELECT team_id FROM request WHERE id = NEW.request_id))::text);
  RETURN NULL;
END $$;
CREATE TRIGGER hint_comment AFTER INSERT ON comment FOR EACH ROW EXECUTE FUNCTION hint_comment();

CREATE FUNCTION hint_cluster() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.unreachable_since IS DISTINCT FROM OLD.unreachable_since THEN
    PERFORM pg_notify('bailiwick_change', '{"type":"cluster"}');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER hint_cluster AFTER INSERT OR UPDATE ON provisioner_heartbeat FOR EACH ROW EXECUTE FUNCTION hint_cluster();

-- Roles: made without a login; whoever operates the database gives them one. ---------------------------------
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bailiwick_web') THEN CREATE ROLE bailiwick_web NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bailiwick_provisioner') THEN CREATE ROLE bailiwick_provisioner NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO bailiwick_web, bailiwick_provisioner;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO bailiwick_web;
GRANT INSERT, UPDATE ON "user", team, environment_class, request TO bailiwick_web;
GRANT INSERT ON admin_bootstrap, environment_class_version, decision, comment, audit_event TO bailiwick_web;
GRANT INSERT, UPDATE, DELETE ON session, membership, draft TO bailiwick_web;
GRANT INSERT ON environment TO bailiwick_web;
GRANT UPDATE (class_version_id, quota, purpose, approved_by, generation, expires_at, delete_after) ON environment TO bailiwick_web;
GRANT USAGE ON SEQUENCE request_number_seq TO bailiwick_web;

GRANT SELECT ON "user", team, membership, environment_class, environment_class_version, environment, environment_status, request, usage_sample, drift_event, provisioner_heartbeat, audit_event TO bailiwick_provisioner;
GRANT UPDATE ON environment_status TO bailiwick_provisioner;
GRANT UPDATE (finalized_at) ON environment TO bailiwick_provisioner;
GRANT INSERT, DELETE ON usage_sample TO bailiwick_provisioner;
GRANT INSERT, UPDATE, DELETE ON drift_event, provisioner_heartbeat TO bailiwick_provisioner;
GRANT INSERT ON audit_event TO bailiwick_provisioner;
