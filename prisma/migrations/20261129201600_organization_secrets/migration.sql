-- Values that flows send to other APIs, sealed
CREATE TABLE organization_secrets (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  environment environment NOT NULL,
  key text NOT NULL,
  description text,
  hosts text[] NOT NULL,
  sealed_value bytea NOT NULL,
  pepper_version integer NOT NULL,
  value_preview text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  rotated_at timestamptz(3) NOT NULL DEFAULT now(),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT organization_secrets_hosts_check CHECK (cardinality(hosts) BETWEEN 1 AND 20)
);
CREATE UNIQUE INDEX organization_secrets_organization_id_id_key
  ON organization_secrets (organization_id, id);
CREATE UNIQUE INDEX organization_secrets_organization_id_environment_key_key
  ON organization_secrets (organization_id, environment, key);
CREATE INDEX organization_secrets_organization_id_created_at_id_idx
  ON organization_secrets (organization_id, created_at DESC, id);
CREATE INDEX organization_secrets_pepper_version_idx ON organization_secrets (pepper_version);
