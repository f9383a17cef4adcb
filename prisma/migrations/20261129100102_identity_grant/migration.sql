-- What tells a person his sessions apart; ends_at ends one whatever its use. Sessions of before know neither.
ALTER TABLE session
  ADD COLUMN user_agent text,
  ADD COLUMN last_seen_at timestamptz(3),
  ADD COLUMN ends_at timestamptz(3);

-- With what the identity provider is asked again whether a person is still there: one row a sign-in, its token sealed with the
-- key of the web servers. It outlives its session, for access to namespaces does too, until the provider refuses it.
CREATE TABLE identity_grant (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  session_id uuid,
  kind text NOT NULL,
  token text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  due_at timestamptz(3) NOT NULL,
  silent_since timestamptz(3),
  CONSTRAINT identity_grant_pkey PRIMARY KEY (id),
  CONSTRAINT identity_grant_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT identity_grant_session_id_fkey FOREIGN KEY (session_id) REFERENCES session (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT identity_grant_kind CHECK (kind IN ('refresh', 'access'))
);
CREATE UNIQUE INDEX identity_grant_of_session ON identity_grant (session_id);
CREATE INDEX identity_grant_of_user ON identity_grant (user_id);
CREATE INDEX identity_grant_due ON identity_grant (due_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON identity_grant TO bailiwick_web;
