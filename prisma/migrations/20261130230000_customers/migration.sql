-- Whom keys are handed to, and the plans that say how much they may use.
CREATE TYPE customer_status AS ENUM ('active', 'suspended');
CREATE TYPE quota_mode AS ENUM ('hard', 'soft');

CREATE TABLE plans (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name text NOT NULL,
  limit_per_minute integer CHECK (limit_per_minute > 0),
  limit_per_hour integer CHECK (limit_per_hour > 0),
  limit_per_day integer CHECK (limit_per_day > 0),
  units_per_month bigint CHECK (units_per_month >= 0),
  quota_mode quota_mode NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 1,
  search_text text NOT NULL GENERATED ALWAYS AS
    (lower(upper(normalize(name, NFKC) COLLATE pg_c_utf8))) STORED,
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, name)
);
CREATE INDEX plans_organization_id_created_at_id_idx ON plans (organization_id, created_at DESC, id);
CREATE TRIGGER plans_count_edit BEFORE UPDATE ON plans
  FOR EACH ROW EXECUTE FUNCTION count_edit();

CREATE TABLE customers (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name text NOT NULL,
  external_id text CHECK (external_id IS NFC NORMALIZED),
  status customer_status NOT NULL DEFAULT 'active',
  plan_id text,
  limit_per_minute integer CHECK (limit_per_minute > 0),
  limit_per_hour integer CHECK (limit_per_hour > 0),
  limit_per_day integer CHECK (limit_per_day > 0),
  units_per_month bigint CHECK (units_per_month >= 0),
  quota_mode quota_mode,
  unlimited text[] NOT NULL DEFAULT '{}' CHECK (unlimited <@
    ARRAY['limit_per_minute', 'limit_per_hour', 'limit_per_day', 'units_per_month']),
  metadata jsonb,
  notes text,
  from_labels text[] NOT NULL DEFAULT '{}',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 1,
  search_text text NOT NULL GENERATED ALWAYS AS
    (lower(upper(normalize(name || E'\n' || coalesce(external_id, ''), NFKC) COLLATE pg_c_utf8))) STORED,
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, external_id),
  FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id) ON DELETE RESTRICT
);
CREATE INDEX customers_organization_id_created_at_id_idx
  ON customers (organization_id, created_at DESC, id);
CREATE INDEX customers_organization_id_plan_id_idx ON customers (organization_id, plan_id);
CREATE TRIGGER customers_count_edit BEFORE UPDATE ON customers
  FOR EACH ROW EXECUTE FUNCTION count_edit();

ALTER TABLE api_keys
  ADD COLUMN customer_id text,
  ADD COLUMN integration text,
  ADD CONSTRAINT api_keys_organization_id_customer_id_fkey FOREIGN KEY (organization_id, customer_id)
    REFERENCES customers (organization_id, id) ON DELETE SET NULL (customer_id);
CREATE INDEX api_keys_organization_id_customer_id_idx ON api_keys (organization_id, customer_id);

-- Keys had the name of whom they were handed to as a label: each label becomes a customer, one for
-- those that differ in their Unicode form alone. An id is a UUID of version 7 in base32.
CREATE FUNCTION pg_temp.customer_id() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT 'cus_' || string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz',
    1 + (substring(('00' || bits)::bit(130) FROM 1 + 5 * n FOR 5))::int, 1), '' ORDER BY n)
  FROM generate_series(0, 25) AS n, (
    SELECT (floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint)::bit(48)::text
      || '0111' || substring(random_bits FROM 1 FOR 12)
      || '10' || substring(random_bits FROM 13 FOR 36) || substring(random_bits FROM 129 FOR 26) AS bits
    FROM (
      SELECT (('x' || replace(gen_random_uuid()::text, '-', ''))::bit(128))::text
        || (('x' || replace(gen_random_uuid()::text, '-', ''))::bit(128))::text AS random_bits
    ) AS random
  ) AS made
$$;

CREATE TEMPORARY TABLE labels ON COMMIT DROP AS
  SELECT organization_id, btrim(normalize(customer, NFC), E' \t\u00a0') AS external_id,
    array_agg(DISTINCT customer) AS labels, min(created_at) AS created_at
  FROM api_keys WHERE customer IS NOT NULL GROUP BY 1, 2;
INSERT INTO customers (id, organization_id, name, external_id, from_labels)
  SELECT pg_temp.customer_id(), organization_id, external_id, external_id, labels
  FROM labels WHERE external_id <> '' ORDER BY created_at;

ALTER TABLE api_keys DISABLE TRIGGER api_keys_count_revision;
UPDATE api_keys k SET customer_id = c.id FROM customers c
  WHERE c.organization_id = k.organization_id
    AND c.external_id = btrim(normalize(k.customer, NFC), E' \t\u00a0');
UPDATE api_keys SET set_by_person = array_replace(set_by_person, 'customer', 'customerId')
  WHERE 'customer' = ANY (set_by_person);
ALTER TABLE api_keys ENABLE TRIGGER api_keys_count_revision;

ALTER TABLE api_keys DROP COLUMN search_text;
ALTER TABLE api_keys DROP COLUMN customer;
ALTER TABLE api_keys ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS
  (lower(upper(normalize(name || E'\n' || coalesce(integration, ''), NFKC) COLLATE pg_c_utf8))) STORED;
