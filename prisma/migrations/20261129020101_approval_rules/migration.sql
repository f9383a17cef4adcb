-- What rules would have made of the requests of the last days. Only rules that were tried like this can be switched on.
CREATE TABLE rule_simulation (
  id uuid NOT NULL,
  base_version integer NOT NULL,
  rules jsonb NOT NULL,
  days integer NOT NULL,
  result jsonb NOT NULL,
  created_by uuid,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT rule_simulation_pkey PRIMARY KEY (id),
  CONSTRAINT rule_simulation_base CHECK (base_version >= 0),
  CONSTRAINT rule_simulation_shapes CHECK (jsonb_typeof(rules) = 'array' AND jsonb_typeof(result) = 'object')
);
CREATE INDEX rule_simulation_newest ON rule_simulation (created_at DESC);
CREATE TRIGGER rule_simulation_append_only BEFORE UPDATE OR DELETE ON rule_simulation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_simulation_no_truncate BEFORE TRUNCATE ON rule_simulation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON rule_simulation TO bailiwick_web;

-- By which rules requests are granted without a person: each change is a new version, and the newest one holds.
CREATE TABLE rule_version (
  version integer NOT NULL,
  rules jsonb NOT NULL,
  reason text NOT NULL,
  simulation_id uuid NOT NULL,
  created_by uuid,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT rule_version_pkey PRIMARY KEY (version),
  CONSTRAINT rule_version_number CHECK (version >= 1),
  CONSTRAINT rule_version_array CHECK (jsonb_typeof(rules) = 'array'),
  CONSTRAINT rule_version_simulation_id_fkey FOREIGN KEY (simulation_id) REFERENCES rule_simulation(id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TRIGGER rule_version_append_only BEFORE UPDATE OR DELETE ON rule_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_version_no_truncate BEFORE TRUNCATE ON rule_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON rule_version TO bailiwick_web;

-- What is switched on is what was simulated, on top of what was the newest then; the database says so too.
CREATE FUNCTION rule_version_was_simulated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM rule_simulation s
    WHERE s.id = NEW.simulation_id AND s.rules = NEW.rules AND s.base_version = NEW.version - 1) THEN
    RAISE EXCEPTION 'these rules were not simulated on top of version %', NEW.version - 1;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rule_version_was_simulated BEFORE INSERT ON rule_version FOR EACH ROW EXECUTE FUNCTION rule_version_was_simulated();

-- Which rule of which version granted a request, and what it saw; version 0 is what the product came with.
ALTER TABLE decision
  ADD COLUMN rule_name text,
  ADD COLUMN rules_version integer,
  ADD COLUMN findings jsonb,
  ADD CONSTRAINT decision_rule CHECK ((rule_name IS NULL) = (rules_version IS NULL) AND (rule_name IS NULL) = (findings IS NULL)
    AND (rule_name IS NULL OR approver_id IS NULL));
