-- What customers do by a link that was made for them.
ALTER TYPE actor_kind ADD VALUE 'customer';

CREATE TABLE claim_links (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  product_id text NOT NULL,
  surface_id text NOT NULL,
  customer_id text NOT NULL,
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  passcode_hash text,
  facts jsonb NOT NULL,
  created_by_id text REFERENCES users (id) ON DELETE SET NULL,
  created_by_key_id text REFERENCES api_keys (id) ON DELETE SET NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  opened_at timestamptz(3),
  claimed_at timestamptz(3),
  withdrawn_at timestamptz(3),
  key_id text REFERENCES api_keys (id) ON DELETE SET NULL,
  browser_hash bytea CHECK (octet_length(browser_hash) = 32),
  secret_id text,
  sealed bytea,
  pepper_version integer,
  sealed_until timestamptz(3),
  FOREIGN KEY (organization_id, product_id, surface_id)
    REFERENCES surfaces (organization_id, product_id, id) ON DELETE CASCADE ON UPDATE NO ACTION,
  FOREIGN KEY (organization_id, customer_id)
    REFERENCES customers (organization_id, id) ON DELETE CASCADE ON UPDATE NO ACTION,
  CHECK (claimed_at IS NULL OR withdrawn_at IS NULL),
  CHECK ((claimed_at IS NULL) = (browser_hash IS NULL)),
  CHECK ((sealed IS NULL) = (pepper_version IS NULL))
);
CREATE UNIQUE INDEX claim_links_token_hash_key ON claim_links (token_hash);
CREATE INDEX claim_links_surface_idx
  ON claim_links (organization_id, product_id, surface_id, created_at DESC, id);
CREATE INDEX claim_links_organization_id_customer_id_idx
  ON claim_links (organization_id, customer_id);
CREATE INDEX claim_links_created_by_id_idx ON claim_links (created_by_id);
CREATE INDEX claim_links_created_by_key_id_idx ON claim_links (created_by_key_id);
CREATE INDEX claim_links_key_id_idx ON claim_links (key_id);
CREATE INDEX claim_links_pepper_version_idx ON claim_links (pepper_version)
  WHERE pepper_version IS NOT NULL;
