-- What the provisioner found in the cluster that quotas can be about. One row: there is one cluster.
CREATE TABLE cluster_inventory (
  id integer NOT NULL DEFAULT 1,
  nodes integer NOT NULL,
  allocatable jsonb NOT NULL,
  countable jsonb NOT NULL,
  storage_classes jsonb NOT NULL,
  observed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT cluster_inventory_pkey PRIMARY KEY (id),
  CONSTRAINT cluster_inventory_single CHECK (id = 1),
  CONSTRAINT cluster_inventory_shapes CHECK (jsonb_typeof(allocatable) = 'object' AND jsonb_typeof(countable) = 'array'
    AND jsonb_typeof(storage_classes) = 'array')
);
GRANT SELECT, INSERT, UPDATE ON cluster_inventory TO bailiwick_provisioner;
GRANT SELECT ON cluster_inventory TO bailiwick_web;

-- How much of the cluster all budgets together may promise: each change is a new version, and the newest one holds.
CREATE TABLE capacity_plan (
  version integer NOT NULL,
  keys jsonb NOT NULL,
  reason text NOT NULL,
  created_by uuid,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT capacity_plan_pkey PRIMARY KEY (version),
  CONSTRAINT capacity_plan_number CHECK (version >= 1),
  CONSTRAINT capacity_plan_object CHECK (jsonb_typeof(keys) = 'object')
);
CREATE TRIGGER capacity_plan_append_only BEFORE UPDATE OR DELETE ON capacity_plan FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER capacity_plan_no_truncate BEFORE TRUNCATE ON capacity_plan FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON capacity_plan TO bailiwick_web;
