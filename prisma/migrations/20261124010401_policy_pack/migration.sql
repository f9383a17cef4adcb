-- What the provisioner found of the admission policies in the cluster. One row: there is one cluster.
CREATE TABLE policy_pack (
  id INTEGER NOT NULL DEFAULT 1,
  report JSONB NOT NULL,
  checked_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT policy_pack_pkey PRIMARY KEY (id),
  CONSTRAINT policy_pack_single CHECK (id = 1),
  CONSTRAINT policy_pack_object CHECK (jsonb_typeof(report) = 'object')
);

GRANT SELECT, INSERT, UPDATE ON policy_pack TO bailiwick_provisioner;
GRANT SELECT ON policy_pack TO bailiwick_web;
