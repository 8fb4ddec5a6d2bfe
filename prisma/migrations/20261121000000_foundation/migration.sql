-- Enumerations
CREATE TYPE environment AS ENUM ('test', 'production');
CREATE TYPE role AS ENUM ('owner', 'admin', 'member', 'viewer');
CREATE TYPE key_kind AS ENUM ('platform');
CREATE TYPE actor_kind AS ENUM ('user', 'platformKey', 'system');
CREATE TYPE flow_status AS ENUM ('draft', 'active', 'paused');

-- People
CREATE TABLE organizations (
  id text PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE users (
  id text PRIMARY KEY,
  email text NOT NULL CHECK (email = lower(email)),
  name text NOT NULL,
  password_hash text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX users_email_key ON users (email);

CREATE TABLE memberships (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role role NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX memberships_organization_id_user_id_key ON memberships (organization_id, user_id);
CREATE INDEX memberships_user_id_idx ON memberships (user_id);

CREATE TABLE sessions (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  last_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  address text,
  user_agent text
);
CREATE INDEX sessions_user_id_idx ON sessions (user_id);

CREATE TABLE sign_in_throttles (
  subject text PRIMARY KEY,
  failures integer NOT NULL,
  last_failed_at timestamptz(3) NOT NULL
);

-- Keys
CREATE TABLE api_keys (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  kind key_kind NOT NULL,
  name text NOT NULL,
  environment environment NOT NULL,
  permissions text[],
  allowed_ips text[],
  limit_per_minute integer CHECK (limit_per_minute > 0),
  limit_per_hour integer CHECK (limit_per_hour > 0),
  limit_per_day integer CHECK (limit_per_day > 0),
  expires_at timestamptz(3),
  disabled_at timestamptz(3),
  revoked_at timestamptz(3),
  revoked_by_id text,
  revoke_reason text,
  created_by_id text REFERENCES users (id) ON DELETE SET NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX api_keys_organization_id_id_key ON api_keys (organization_id, id);
CREATE INDEX api_keys_organization_id_kind_created_at_id_idx
  ON api_keys (organization_id, kind, created_at DESC, id);
CREATE INDEX api_keys_created_by_id_idx ON api_keys (created_by_id);

CREATE TABLE api_secrets (
  id text PRIMARY KEY,
  organization_id text NOT NULL,
  key_id text NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  pepper_version integer NOT NULL,
  prefix text NOT NULL,
  last_four text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  retire_at timestamptz(3),
  CONSTRAINT api_secrets_organization_id_key_id_fkey FOREIGN KEY (organization_id, key_id)
    REFERENCES api_keys (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX api_secrets_hash_key ON api_secrets (hash);
CREATE INDEX api_secrets_organization_id_key_id_idx ON api_secrets (organization_id, key_id);

-- Room in each page, so that charging a key never touches an index.
CREATE TABLE key_windows (
  key_id text PRIMARY KEY REFERENCES api_keys (id) ON DELETE CASCADE,
  revision integer NOT NULL DEFAULT 1,
  minute_bucket integer NOT NULL DEFAULT 0,
  minute_used integer NOT NULL DEFAULT 0,
  hour_bucket integer NOT NULL DEFAULT 0,
  hour_used integer NOT NULL DEFAULT 0,
  day_bucket integer NOT NULL DEFAULT 0,
  day_used integer NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- Every key has its window from its first moment, and a change of the key reaches the window in the
-- same transaction: a decision that waits for the window sees that its copy of the key is old.
CREATE FUNCTION api_keys_open_window() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO key_windows (key_id, revision) VALUES (NEW.id, NEW.revision);
  RETURN NULL;
END
$$;
CREATE TRIGGER api_keys_open_window AFTER INSERT ON api_keys
  FOR EACH ROW EXECUTE FUNCTION api_keys_open_window();

CREATE FUNCTION api_keys_count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  NEW.updated_at := now();
  UPDATE key_windows SET revision = NEW.revision WHERE key_id = NEW.id;
  RETURN NEW;
END
$$;
CREATE TRIGGER api_keys_count_revision BEFORE UPDATE ON api_keys
  FOR EACH ROW EXECUTE FUNCTION api_keys_count_revision();

-- Usage. Rows of the journal and of the deltas live for a moment: vacuum follows the number of dead ones.
CREATE TABLE usage_journal (
  instance text NOT NULL,
  batch integer NOT NULL,
  decided_at timestamptz(3) NOT NULL DEFAULT now(),
  requests text NOT NULL,
  verdicts jsonb NOT NULL,
  PRIMARY KEY (instance, batch)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE usage_events (
  organization_id text NOT NULL,
  key_id text NOT NULL,
  secret_id text NOT NULL,
  request_id text NOT NULL,
  at timestamptz(3) NOT NULL,
  method text NOT NULL,
  route text NOT NULL,
  permission text,
  outcome text NOT NULL,
  status smallint,
  duration_us integer,
  address text,
  user_agent text,
  PRIMARY KEY (key_id, at, request_id)
) PARTITION BY RANGE (at);
CREATE TABLE usage_events_default PARTITION OF usage_events DEFAULT;

CREATE TABLE usage_deltas (
  id bigserial PRIMARY KEY,
  organization_id text NOT NULL,
  key_id text NOT NULL,
  secret_id text NOT NULL,
  route text NOT NULL,
  outcome text NOT NULL,
  bucket timestamptz(0) NOT NULL,
  requests integer NOT NULL,
  duration_us bigint NOT NULL,
  first_at timestamptz(3) NOT NULL,
  last_at timestamptz(3) NOT NULL,
  address text,
  user_agent text
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000);

CREATE TABLE usage_minutes (
  organization_id text NOT NULL,
  key_id text NOT NULL,
  secret_id text NOT NULL,
  route text NOT NULL,
  outcome text NOT NULL,
  bucket timestamptz(0) NOT NULL,
  requests integer NOT NULL,
  duration_us bigint NOT NULL,
  PRIMARY KEY (key_id, bucket, secret_id, route, outcome)
);
CREATE INDEX usage_minutes_organization_id_bucket_idx ON usage_minutes (organization_id, bucket);
CREATE INDEX usage_minutes_bucket_idx ON usage_minutes USING brin (bucket);

CREATE TABLE usage_hours (
  organization_id text NOT NULL,
  key_id text NOT NULL,
  secret_id text NOT NULL,
  route text NOT NULL,
  outcome text NOT NULL,
  bucket timestamptz(0) NOT NULL,
  requests integer NOT NULL,
  duration_us bigint NOT NULL,
  PRIMARY KEY (key_id, bucket, secret_id, route, outcome)
);
CREATE INDEX usage_hours_organization_id_bucket_idx ON usage_hours (organization_id, bucket);
CREATE INDEX usage_hours_bucket_idx ON usage_hours USING brin (bucket);

CREATE TABLE usage_days (
  organization_id text NOT NULL,
  key_id text NOT NULL,
  secret_id text NOT NULL,
  route text NOT NULL,
  outcome text NOT NULL,
  bucket timestamptz(0) NOT NULL,
  requests integer NOT NULL,
  duration_us bigint NOT NULL,
  PRIMARY KEY (key_id, bucket, secret_id, route, outcome)
);
CREATE INDEX usage_days_organization_id_bucket_idx ON usage_days (organization_id, bucket);
CREATE INDEX usage_days_bucket_idx ON usage_days USING brin (bucket);

CREATE TABLE secret_uses (
  secret_id text PRIMARY KEY REFERENCES api_secrets (id) ON DELETE CASCADE,
  key_id text NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
  first_at timestamptz(3) NOT NULL,
  last_at timestamptz(3) NOT NULL,
  address text,
  user_agent text
);
CREATE INDEX secret_uses_key_id_idx ON secret_uses (key_id);

-- Audit
CREATE TABLE audit_entries (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE RESTRICT,
  at timestamptz(3) NOT NULL DEFAULT now(),
  actor_kind actor_kind NOT NULL,
  actor_id text,
  action text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'denied')),
  target_type text,
  target_id text,
  request_id text,
  metadata jsonb NOT NULL
);
CREATE INDEX audit_entries_organization_id_at_id_idx ON audit_entries (organization_id, at DESC, id);

CREATE FUNCTION audit_entries_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are append-only';
END
$$;
CREATE TRIGGER audit_entries_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_are_final();

-- Content
CREATE TABLE flows (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name text NOT NULL,
  description text,
  status flow_status NOT NULL DEFAULT 'draft',
  steps jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 1,
  published_version integer
);
CREATE UNIQUE INDEX flows_organization_id_id_key ON flows (organization_id, id);
CREATE INDEX flows_organization_id_created_at_id_idx ON flows (organization_id, created_at DESC, id);

CREATE TABLE flow_versions (
  id text PRIMARY KEY,
  organization_id text NOT NULL,
  flow_id text NOT NULL,
  version_number integer NOT NULL,
  steps jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT flow_versions_organization_id_flow_id_fkey FOREIGN KEY (organization_id, flow_id)
    REFERENCES flows (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX flow_versions_flow_id_version_number_key ON flow_versions (flow_id, version_number);
CREATE INDEX flow_versions_organization_id_flow_id_idx ON flow_versions (organization_id, flow_id);

CREATE TABLE records (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  environment environment NOT NULL,
  type text NOT NULL,
  name text NOT NULL,
  metadata jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX records_organization_id_id_key ON records (organization_id, id);
CREATE UNIQUE INDEX records_organization_id_environment_type_name_key
  ON records (organization_id, environment, type, name);
CREATE INDEX records_organization_id_environment_created_at_id_idx
  ON records (organization_id, environment, created_at DESC, id);

CREATE TABLE prompts (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name text NOT NULL,
  description text,
  text text NOT NULL,
  model jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX prompts_organization_id_id_key ON prompts (organization_id, id);
CREATE UNIQUE INDEX prompts_organization_id_name_key ON prompts (organization_id, name);
CREATE INDEX prompts_organization_id_created_at_id_idx ON prompts (organization_id, created_at DESC, id);
