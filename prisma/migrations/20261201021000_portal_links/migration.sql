CREATE TABLE portal_links (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  customer_id text NOT NULL,
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  created_by_id text REFERENCES users (id) ON DELETE SET NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  opened_at timestamptz(3),
  withdrawn_at timestamptz(3),
  entered_at timestamptz(3),
  session_hash bytea CHECK (octet_length(session_hash) = 32),
  session_expires_at timestamptz(3),
  FOREIGN KEY (organization_id, customer_id)
    REFERENCES customers (organization_id, id) ON DELETE CASCADE ON UPDATE NO ACTION,
  CHECK ((entered_at IS NULL) = (session_hash IS NULL)),
  CHECK ((entered_at IS NULL) = (session_expires_at IS NULL))
);
CREATE UNIQUE INDEX portal_links_token_hash_key ON portal_links (token_hash);
CREATE INDEX portal_links_customer_idx
  ON portal_links (organization_id, customer_id, created_at DESC, id);
CREATE INDEX portal_links_created_by_id_idx ON portal_links (created_by_id);
