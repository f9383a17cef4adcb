-- What is given by hand and what a group of the identity provider gives stand beside each other; `role` and `source` follow
-- from the two, so that whoever reads a membership sees the role that holds. A row is gone when neither gives one.
ALTER TABLE membership
  ADD COLUMN manual_role text,
  ADD COLUMN group_role text,
  ADD COLUMN group_name text;
UPDATE membership SET
  manual_role = CASE WHEN source = 'manual' THEN role END,
  group_role = CASE WHEN source = 'group' THEN role END,
  group_name = CASE WHEN source = 'group' THEN '' END;
ALTER TABLE membership
  ADD CONSTRAINT membership_role_by_hand CHECK (manual_role IN ('owner', 'developer', 'viewer')),
  ADD CONSTRAINT membership_role_by_group CHECK (group_role IN ('owner', 'developer', 'viewer')),
  ADD CONSTRAINT membership_given CHECK (num_nonnulls(manual_role, group_role) > 0),
  ADD CONSTRAINT membership_group CHECK ((group_role IS NULL) = (group_name IS NULL));
CREATE INDEX membership_of_groups ON membership (user_id) WHERE group_role IS NOT NULL;

CREATE FUNCTION strongest(ranking text[], one text, other text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT role FROM unnest(ARRAY[one, other]) role WHERE role IS NOT NULL ORDER BY array_position(ranking, role) LIMIT 1
$$;

-- A writer that knows `role` alone, as the release before this one does, means what is given by hand.
CREATE FUNCTION membership_role_that_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND num_nonnulls(NEW.manual_role, NEW.group_role) = 0 THEN
    NEW.manual_role := NEW.role;
  ELSIF TG_OP = 'UPDATE' AND NEW.role IS DISTINCT FROM OLD.role
    AND (NEW.manual_role, NEW.group_role) IS NOT DISTINCT FROM (OLD.manual_role, OLD.group_role) THEN
    NEW.manual_role := NEW.role;
  END IF;
  NEW.role := strongest(ARRAY['owner', 'developer', 'viewer'], NEW.manual_role, NEW.group_role);
  NEW.source := CASE WHEN NEW.manual_role IS NULL THEN 'group' ELSE 'manual' END;
  RETURN NEW;
END $$;
CREATE TRIGGER membership_role_that_holds BEFORE INSERT OR UPDATE ON membership
  FOR EACH ROW EXECUTE FUNCTION membership_role_that_holds();

-- Site roles likewise.
ALTER TABLE "user"
  ADD COLUMN manual_site_role text,
  ADD COLUMN group_site_role text,
  ADD COLUMN group_site_name text;
UPDATE "user" SET manual_site_role = site_role WHERE site_role IS NOT NULL;
ALTER TABLE "user"
  ADD CONSTRAINT user_manual_site_role CHECK (manual_site_role IN ('admin', 'auditor')),
  ADD CONSTRAINT user_group_site_role CHECK (group_site_role IN ('admin', 'auditor')),
  ADD CONSTRAINT user_group CHECK ((group_site_role IS NULL) = (group_site_name IS NULL));

CREATE FUNCTION user_site_role_that_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND num_nonnulls(NEW.manual_site_role, NEW.group_site_role) = 0 THEN
    NEW.manual_site_role := NEW.site_role;
  ELSIF TG_OP = 'UPDATE' AND NEW.site_role IS DISTINCT FROM OLD.site_role
    AND (NEW.manual_site_role, NEW.group_site_role) IS NOT DISTINCT FROM (OLD.manual_site_role, OLD.group_site_role) THEN
    NEW.manual_site_role := NEW.site_role;
  END IF;
  NEW.site_role := strongest(ARRAY['admin', 'auditor'], NEW.manual_site_role, NEW.group_site_role);
  RETURN NEW;
END $$;
CREATE TRIGGER user_site_role_that_holds
  BEFORE INSERT OR UPDATE OF site_role, manual_site_role, group_site_role ON "user"
  FOR EACH ROW EXECUTE FUNCTION user_site_role_that_holds();

-- Which role a group gives: in a team, or over the whole portal. A row is taken back, never changed and never deleted.
CREATE TABLE group_mapping (
  id uuid NOT NULL,
  group_name text NOT NULL,
  team_id uuid,
  role text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  created_by uuid NOT NULL,
  removed_at timestamptz(3),
  removed_by uuid,
  CONSTRAINT group_mapping_pkey PRIMARY KEY (id),
  CONSTRAINT group_mapping_team_id_fkey FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT group_mapping_created_by_fkey FOREIGN KEY (created_by) REFERENCES "user" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT group_mapping_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES "user" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT group_mapping_role CHECK (
    CASE WHEN team_id IS NULL THEN role IN ('admin', 'auditor') ELSE role IN ('owner', 'developer', 'viewer') END),
  CONSTRAINT group_mapping_removed CHECK ((removed_at IS NULL) = (removed_by IS NULL))
);
CREATE UNIQUE INDEX group_mapping_once_a_team ON group_mapping (group_name, team_id) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX group_mapping_once_a_site ON group_mapping (group_name) WHERE removed_at IS NULL AND team_id IS NULL;

-- What the identity provider said of a person last.
CREATE TABLE identity (
  user_id uuid NOT NULL,
  groups text[] NOT NULL,
  problem text,
  said_at timestamptz(3) NOT NULL,
  CONSTRAINT identity_pkey PRIMARY KEY (user_id),
  CONSTRAINT identity_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT identity_closed CHECK (problem IS NULL OR cardinality(groups) = 0)
);
CREATE INDEX identity_groups ON identity USING gin (groups);

GRANT SELECT, INSERT ON group_mapping TO bailiwick_web;
GRANT UPDATE (removed_at, removed_by) ON group_mapping TO bailiwick_web;
GRANT SELECT, INSERT, UPDATE ON identity TO bailiwick_web;
