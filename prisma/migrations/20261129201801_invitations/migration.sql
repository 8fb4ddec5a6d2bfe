-- Acts of who runs the server, by a command.
ALTER TYPE actor_kind ADD VALUE 'operator';

CREATE TABLE invitations (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  email text NOT NULL CHECK (email = lower(email)),
  role role NOT NULL,
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  invited_by_id text REFERENCES users (id) ON DELETE SET NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  accepted_at timestamptz(3),
  accepted_by_id text REFERENCES users (id) ON DELETE SET NULL,
  withdrawn_at timestamptz(3),
  CHECK (accepted_at IS NULL OR withdrawn_at IS NULL)
);
CREATE UNIQUE INDEX invitations_token_hash_key ON invitations (token_hash);
CREATE INDEX invitations_organization_id_email_idx ON invitations (organization_id, email);
CREATE INDEX invitations_invited_by_id_idx ON invitations (invited_by_id);
CREATE INDEX invitations_accepted_by_id_idx ON invitations (accepted_by_id);
