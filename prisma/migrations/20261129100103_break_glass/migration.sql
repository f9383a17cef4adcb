-- One-time codes that the owner of the database makes on the console when the identity provider is down. The web server can use
-- one up, and can't make one.
CREATE TABLE break_glass_code (
  id uuid NOT NULL,
  code_hash text NOT NULL,
  made_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  CONSTRAINT break_glass_code_pkey PRIMARY KEY (id),
  CONSTRAINT break_glass_code_life CHECK (expires_at <= created_at + interval '10 minutes')
);
CREATE UNIQUE INDEX break_glass_code_hash ON break_glass_code (code_hash);

-- Used once is used for ever, and no code ever lives longer.
CREATE FUNCTION break_glass_code_spent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.used_at IS NOT NULL OR NEW.expires_at > OLD.expires_at OR NEW.code_hash <> OLD.code_hash THEN
    RAISE EXCEPTION 'a break-glass code is used once' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER break_glass_code_spent BEFORE UPDATE ON break_glass_code FOR EACH ROW EXECUTE FUNCTION break_glass_code_spent();

GRANT SELECT ON break_glass_code TO bailiwick_web;
GRANT UPDATE (used_at) ON break_glass_code TO bailiwick_web;
