-- What a team wants to be told of the use of its quotas; without a row the product's defaults hold.
CREATE TABLE alert_setting (
  team_id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  levels integer[] NOT NULL,
  forecast_days integer,
  roles text[] NOT NULL,
  addresses text[] NOT NULL,
  CONSTRAINT alert_setting_pkey PRIMARY KEY (team_id),
  CONSTRAINT alert_setting_team_id_fkey FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT alert_setting_levels CHECK (levels <@ ARRAY[80, 95, 100])
);

-- A receiver of a team. Its secret is written by the web server, which can't read it back; removing it empties it.
CREATE TABLE alert_webhook (
  id uuid NOT NULL,
  team_id uuid NOT NULL,
  url text NOT NULL,
  secret text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  removed_at timestamptz(3),
  CONSTRAINT alert_webhook_pkey PRIMARY KEY (id),
  CONSTRAINT alert_webhook_team_id_fkey FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT alert_webhook_secret CHECK ((removed_at IS NULL) = (secret <> ''))
);
CREATE UNIQUE INDEX alert_webhook_once ON alert_webhook (team_id, url) WHERE removed_at IS NULL;

-- One row from the first word about a key to the last: of an environment's quota, or of the team's budget where
-- environment_id is null. Its open row is the state from which the next count is judged.
CREATE TABLE alert (
  id uuid NOT NULL,
  team_id uuid NOT NULL,
  environment_id uuid,
  subject_id uuid NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  level integer NOT NULL,
  peak integer NOT NULL,
  used numeric(40,9) NOT NULL,
  hard numeric(40,9) NOT NULL,
  forecast_days integer,
  forecast_earliest integer,
  forecast_latest integer,
  missing_since timestamptz(3),
  opened_at timestamptz(3) NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  ended text,
  CONSTRAINT alert_pkey PRIMARY KEY (id),
  CONSTRAINT alert_team_id_fkey FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT alert_environment_id_fkey FOREIGN KEY (environment_id) REFERENCES environment (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT alert_subject CHECK (subject_id = coalesce(environment_id, team_id)),
  CONSTRAINT alert_kind CHECK (kind IN ('usage', 'forecast')),
  CONSTRAINT alert_level CHECK (level IN (0, 80, 95, 100) AND level <= peak),
  CONSTRAINT alert_ended CHECK ((closed_at IS NULL) = (ended IS NULL) AND ended IN ('recovered', 'full', 'gone', 'off'))
);
CREATE UNIQUE INDEX alert_open ON alert (subject_id, kind, key) WHERE closed_at IS NULL;
CREATE INDEX alert_of_subject ON alert (subject_id, kind, key, changed_at DESC);
CREATE INDEX alert_of_team ON alert (team_id, changed_at DESC);
CREATE TRIGGER hint_alert AFTER INSERT OR UPDATE ON alert FOR EACH ROW EXECUTE FUNCTION hint_team_row();

-- When the forecasts of an environment or a team were made last.
CREATE TABLE alert_look (
  subject_id uuid NOT NULL,
  looked_at timestamptz(3) NOT NULL,
  CONSTRAINT alert_look_pkey PRIMARY KEY (subject_id)
);

-- The outbox: one row a receiver, written in the transaction of what it tells of. Its id is the key by which a receiver
-- knows a message that comes twice. While one is sent, due_at lies ahead: that is the lease.
CREATE TABLE alert_message (
  id uuid NOT NULL,
  team_id uuid NOT NULL,
  address text,
  webhook_id uuid,
  event jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  due_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  attempts integer NOT NULL DEFAULT 0,
  problem text,
  delivered_at timestamptz(3),
  given_up_at timestamptz(3),
  CONSTRAINT alert_message_pkey PRIMARY KEY (id),
  CONSTRAINT alert_message_team_id_fkey FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT alert_message_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES alert_webhook (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT alert_message_receiver CHECK (num_nonnulls(address, webhook_id) = 1),
  CONSTRAINT alert_message_end CHECK (num_nonnulls(delivered_at, given_up_at) <= 1)
);
CREATE INDEX alert_message_due ON alert_message (due_at) WHERE delivered_at IS NULL AND given_up_at IS NULL;
CREATE INDEX alert_message_of_team ON alert_message (team_id, created_at DESC);

-- Each running notifier, and what its operator lets it do.
CREATE TABLE notifier_heartbeat (
  replica text NOT NULL,
  beat_at timestamptz(3) NOT NULL,
  mails boolean NOT NULL,
  allowed text[] NOT NULL,
  CONSTRAINT notifier_heartbeat_pkey PRIMARY KEY (replica)
);

CREATE FUNCTION hint_alert_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('bailiwick_change', json_build_object('type', 'alert', 'teamId', NEW.team_id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER hint_alert_message AFTER INSERT OR UPDATE OF problem, delivered_at, given_up_at ON alert_message
  FOR EACH ROW EXECUTE FUNCTION hint_alert_message();

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bailiwick_notifier') THEN CREATE ROLE bailiwick_notifier NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT USAGE ON SCHEMA public TO bailiwick_notifier;

-- The web keeps settings and receivers, and asks for tests; what is told of whom is the notifier's.
GRANT SELECT, INSERT ON alert_setting TO bailiwick_web;
GRANT UPDATE (version, levels, forecast_days, roles, addresses) ON alert_setting TO bailiwick_web;
GRANT SELECT (id, team_id, url, created_at, removed_at) ON alert_webhook TO bailiwick_web;
GRANT INSERT (id, team_id, url, secret) ON alert_webhook TO bailiwick_web;
GRANT UPDATE (secret, removed_at) ON alert_webhook TO bailiwick_web;
GRANT SELECT ON alert, alert_message, notifier_heartbeat TO bailiwick_web;
GRANT INSERT (id, team_id, address, webhook_id, event) ON alert_message TO bailiwick_web;

GRANT SELECT (id, slug, name, budget, archived_at) ON team TO bailiwick_notifier;
GRANT SELECT (id, team_id, slug, namespace, class_version_id, finalized_at, delete_after) ON environment TO bailiwick_notifier;
GRANT SELECT (environment_id, usage) ON environment_status TO bailiwick_notifier;
GRANT SELECT (id, spec) ON environment_class_version TO bailiwick_notifier;
GRANT SELECT (user_id, team_id, role) ON membership TO bailiwick_notifier;
GRANT SELECT (id, email, disabled_at) ON "user" TO bailiwick_notifier;
GRANT SELECT ON environment_usage, team_usage, usage_sample, usage_rollup, usage_rollup_mark, alert_setting, alert_webhook
  TO bailiwick_notifier;
GRANT SELECT, INSERT, UPDATE, DELETE ON alert, alert_look, alert_message, notifier_heartbeat TO bailiwick_notifier;
