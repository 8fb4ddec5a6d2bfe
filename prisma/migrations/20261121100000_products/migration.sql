-- Enumerations
CREATE TYPE surface_type AS ENUM ('api');
CREATE TYPE surface_status AS ENUM ('active', 'paused');
CREATE TYPE surface_environment AS ENUM ('development', 'production');
CREATE TYPE execution_trigger AS ENUM ('surface', 'run', 'dispatch', 'editor');
CREATE TYPE execution_outcome AS ENUM ('succeeded', 'failed', 'timed_out');

-- Products
CREATE TABLE products (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name text NOT NULL,
  slug text,
  description text,
  icon text,
  canvas jsonb NOT NULL,
  spec jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX products_organization_id_id_key ON products (organization_id, id);
CREATE UNIQUE INDEX products_organization_id_slug_key ON products (organization_id, slug);
CREATE INDEX products_organization_id_created_at_id_idx ON products (organization_id, created_at DESC, id);

CREATE TABLE capabilities (
  id text PRIMARY KEY,
  organization_id text NOT NULL,
  product_id text NOT NULL,
  flow_id text NOT NULL,
  capability_name text NOT NULL,
  capability_description text,
  parameters_schema jsonb,
  enabled boolean NOT NULL DEFAULT true,
  display_order integer NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 1,
  CONSTRAINT capabilities_organization_id_product_id_fkey FOREIGN KEY (organization_id, product_id)
    REFERENCES products (organization_id, id) ON DELETE CASCADE,
  CONSTRAINT capabilities_organization_id_flow_id_fkey FOREIGN KEY (organization_id, flow_id)
    REFERENCES flows (organization_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX capabilities_organization_id_product_id_id_key
  ON capabilities (organization_id, product_id, id);
CREATE INDEX capabilities_organization_id_flow_id_idx ON capabilities (organization_id, flow_id);

CREATE TABLE surfaces (
  id text PRIMARY KEY,
  organization_id text NOT NULL,
  product_id text NOT NULL,
  name text NOT NULL,
  type surface_type NOT NULL,
  status surface_status NOT NULL DEFAULT 'active',
  environment surface_environment NOT NULL DEFAULT 'development',
  config jsonb NOT NULL,
  behavior jsonb NOT NULL,
  inbound jsonb NOT NULL,
  outbound jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 1,
  CONSTRAINT surfaces_organization_id_product_id_fkey FOREIGN KEY (organization_id, product_id)
    REFERENCES products (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX surfaces_organization_id_product_id_id_key ON surfaces (organization_id, product_id, id);
CREATE INDEX surfaces_organization_id_created_at_id_idx ON surfaces (organization_id, created_at DESC, id);

-- A surface takes capabilities of its own product alone: both keys share the product.
CREATE TABLE surface_items (
  id text PRIMARY KEY,
  organization_id text NOT NULL,
  product_id text NOT NULL,
  surface_id text NOT NULL,
  capability_id text NOT NULL,
  exposed_name text,
  exposed_description text,
  endpoint_slug text NOT NULL,
  is_entry_point boolean NOT NULL DEFAULT false,
  enabled boolean NOT NULL DEFAULT true,
  display_order integer NOT NULL,
  presentation jsonb NOT NULL,
  config jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 1,
  CONSTRAINT surface_items_organization_id_product_id_surface_id_fkey
    FOREIGN KEY (organization_id, product_id, surface_id)
    REFERENCES surfaces (organization_id, product_id, id) ON DELETE CASCADE,
  CONSTRAINT surface_items_organization_id_product_id_capability_id_fkey
    FOREIGN KEY (organization_id, product_id, capability_id)
    REFERENCES capabilities (organization_id, product_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX surface_items_surface_id_endpoint_slug_key ON surface_items (surface_id, endpoint_slug);
CREATE UNIQUE INDEX surface_items_organization_id_surface_id_capability_id_key
  ON surface_items (organization_id, surface_id, capability_id);
CREATE INDEX surface_items_organization_id_product_id_capability_id_idx
  ON surface_items (organization_id, product_id, capability_id);

-- What callers keep of these rows is kept by revision.
CREATE FUNCTION count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  NEW.updated_at := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER capabilities_count_revision BEFORE UPDATE ON capabilities
  FOR EACH ROW EXECUTE FUNCTION count_revision();
CREATE TRIGGER surfaces_count_revision BEFORE UPDATE ON surfaces
  FOR EACH ROW EXECUTE FUNCTION count_revision();
CREATE TRIGGER surface_items_count_revision BEFORE UPDATE ON surface_items
  FOR EACH ROW EXECUTE FUNCTION count_revision();

-- Surface keys
ALTER TABLE api_keys
  ADD COLUMN product_id text,
  ADD COLUMN surface_id text,
  ADD COLUMN scoped boolean NOT NULL DEFAULT false,
  ADD COLUMN customer text,
  ADD COLUMN metadata jsonb,
  ADD COLUMN minted_by_key_id text,
  ADD CONSTRAINT api_keys_organization_id_product_id_surface_id_fkey
    FOREIGN KEY (organization_id, product_id, surface_id)
    REFERENCES surfaces (organization_id, product_id, id) ON DELETE CASCADE,
  ADD CONSTRAINT api_keys_minted_by_key_id_fkey FOREIGN KEY (minted_by_key_id)
    REFERENCES api_keys (id) ON DELETE SET NULL,
  ADD CONSTRAINT api_keys_kind_fields CHECK (
    CASE kind
      WHEN 'platform' THEN name <> '' AND surface_id IS NULL AND product_id IS NULL AND NOT scoped
      ELSE surface_id IS NOT NULL AND product_id IS NOT NULL AND permissions = '{}'
    END
  );
CREATE UNIQUE INDEX api_keys_organization_id_surface_id_id_key ON api_keys (organization_id, surface_id, id);
CREATE INDEX api_keys_minted_by_key_id_idx ON api_keys (minted_by_key_id);

-- A key can hold a capability of its own surface alone: both keys share the surface.
CREATE TABLE key_capabilities (
  organization_id text NOT NULL,
  surface_id text NOT NULL,
  key_id text NOT NULL,
  capability_id text NOT NULL,
  PRIMARY KEY (key_id, capability_id),
  CONSTRAINT key_capabilities_organization_id_surface_id_key_id_fkey
    FOREIGN KEY (organization_id, surface_id, key_id)
    REFERENCES api_keys (organization_id, surface_id, id) ON DELETE CASCADE,
  CONSTRAINT key_capabilities_organization_id_surface_id_capability_id_fkey
    FOREIGN KEY (organization_id, surface_id, capability_id)
    REFERENCES surface_items (organization_id, surface_id, capability_id) ON DELETE CASCADE
);
CREATE INDEX key_capabilities_organization_id_surface_id_capability_id_idx
  ON key_capabilities (organization_id, surface_id, capability_id);

-- A decision under way sees by the key's revision that its copy of the scope is old.
CREATE FUNCTION key_capabilities_change_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE api_keys SET scoped = scoped WHERE id IN (SELECT key_id FROM changed);
  RETURN NULL;
END
$$;
CREATE TRIGGER key_capabilities_added AFTER INSERT ON key_capabilities
  REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION key_capabilities_change_key();
CREATE TRIGGER key_capabilities_removed AFTER DELETE ON key_capabilities
  REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION key_capabilities_change_key();

-- Runs of flows. Written in batches, many a second: no keys to look up, few indexes.
CREATE TABLE flow_executions (
  id text PRIMARY KEY,
  organization_id text NOT NULL,
  flow_id text,
  version_number integer,
  environment environment NOT NULL,
  trigger execution_trigger NOT NULL,
  key_id text,
  user_id text,
  product_id text,
  surface_id text,
  capability_id text,
  request_id text NOT NULL,
  outcome execution_outcome NOT NULL,
  started_at timestamptz(3) NOT NULL,
  duration_us integer NOT NULL,
  steps jsonb NOT NULL,
  error jsonb,
  input jsonb,
  output jsonb
);
CREATE INDEX flow_executions_organization_id_flow_id_started_at_id_idx
  ON flow_executions (organization_id, flow_id, started_at DESC, id);
CREATE INDEX flow_executions_organization_id_started_at_id_idx
  ON flow_executions (organization_id, started_at DESC, id);
CREATE INDEX flow_executions_started_at_idx ON flow_executions USING brin (started_at);

CREATE TABLE idempotency_keys (
  key_id text NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
  idempotency_key text NOT NULL,
  request_hash bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  status smallint,
  body text,
  PRIMARY KEY (key_id, idempotency_key)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);
