
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

-- Prisma keeps its own table in the schema; nobody but the owner needs it.
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
