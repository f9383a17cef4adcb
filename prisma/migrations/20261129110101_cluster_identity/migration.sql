-- Which cluster the environments are in, by the UID of its namespace kube-system: the newest version holds. The provisioner
-- writes down the first one that it meets; that another one takes its place is for the owner of the database to say.
CREATE TABLE cluster_identity (
  version integer NOT NULL,
  uid text NOT NULL,
  accepted_by text NOT NULL,
  accepted_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT cluster_identity_pkey PRIMARY KEY (version),
  CONSTRAINT cluster_identity_number CHECK (version >= 1),
  CONSTRAINT cluster_identity_uid CHECK (uid <> '')
);
CREATE TRIGGER cluster_identity_append_only BEFORE UPDATE OR DELETE ON cluster_identity FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cluster_identity_no_truncate BEFORE TRUNCATE ON cluster_identity FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION cluster_identity_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'only an administrator says that another cluster takes the place of the first' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER cluster_identity_first BEFORE INSERT ON cluster_identity FOR EACH ROW
  WHEN (NEW.version > 1 AND current_user = 'bailiwick_provisioner') EXECUTE FUNCTION cluster_identity_first();

GRANT SELECT ON cluster_identity TO bailiwick_web;
GRANT SELECT, INSERT (version, uid, accepted_by) ON cluster_identity TO bailiwick_provisioner;
