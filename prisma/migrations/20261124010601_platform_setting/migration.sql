-- What admins say of the cluster: each change is a new version, and the newest one holds. None: the product's defaults.
CREATE TABLE platform_setting (
  version INTEGER NOT NULL,
  settings JSONB NOT NULL,
  reason TEXT NOT NULL,
  created_by UUID,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT platform_setting_pkey PRIMARY KEY (version),
  CONSTRAINT platform_setting_number CHECK (version >= 1),
  CONSTRAINT platform_setting_object CHECK (jsonb_typeof(settings) = 'object')
);
CREATE TRIGGER platform_setting_append_only BEFORE UPDATE OR DELETE ON platform_setting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER platform_setting_no_truncate BEFORE TRUNCATE ON platform_setting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON platform_setting TO bailiwick_web;
GRANT SELECT ON platform_setting TO bailiwick_provisioner;
