-- Whose call it was when it was decided, and what it took and made. Empty and 0 of keys without a customer.
ALTER TABLE usage_events
  ADD COLUMN customer_id text NOT NULL DEFAULT '',
  ADD COLUMN integration text NOT NULL DEFAULT '',
  ADD COLUMN units integer NOT NULL DEFAULT 0,
  ADD COLUMN overage_units integer NOT NULL DEFAULT 0,
  ADD COLUMN price bigint NOT NULL DEFAULT 0,
  ADD COLUMN cost bigint NOT NULL DEFAULT 0;
ALTER TABLE usage_deltas
  ADD COLUMN customer_id text NOT NULL DEFAULT '',
  ADD COLUMN integration text NOT NULL DEFAULT '',
  ADD COLUMN units bigint NOT NULL DEFAULT 0,
  ADD COLUMN overage_units bigint NOT NULL DEFAULT 0,
  ADD COLUMN price bigint NOT NULL DEFAULT 0,
  ADD COLUMN cost bigint NOT NULL DEFAULT 0;

-- Units that were charged after the decision, once the body had named the capability.
ALTER TABLE usage_journal ADD COLUMN units jsonb;

-- What customers used. Rows change often, in columns without an index.
CREATE TABLE customer_hours (
  organization_id text NOT NULL,
  customer_id text NOT NULL,
  integration text NOT NULL,
  key_id text NOT NULL,
  capability_id text NOT NULL,
  environment environment NOT NULL,
  outcome text NOT NULL,
  bucket timestamptz(0) NOT NULL,
  requests bigint NOT NULL,
  units bigint NOT NULL,
  overage_units bigint NOT NULL,
  price bigint NOT NULL,
  cost bigint NOT NULL,
  PRIMARY KEY (customer_id, bucket, key_id, capability_id, integration, outcome)
) WITH (fillfactor = 80);
CREATE TABLE customer_days (LIKE customer_hours INCLUDING INDEXES) WITH (fillfactor = 80);
CREATE INDEX customer_hours_organization_id_bucket_idx ON customer_hours (organization_id, bucket);
CREATE INDEX customer_hours_bucket_idx ON customer_hours USING brin (bucket);
CREATE INDEX customer_days_organization_id_bucket_idx ON customer_days (organization_id, bucket);
CREATE INDEX customer_days_bucket_idx ON customer_days USING brin (bucket);

CREATE TABLE customer_uses (
  customer_id text PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE,
  last_at timestamptz(3) NOT NULL
) WITH (fillfactor = 60);

-- What was called before is counted for whom the keys belong to now; what it took is not known. Hours and
-- days are whole up to their horizons, and what comes later is in what is finer.
CREATE TEMPORARY TABLE counts ON COMMIT DROP AS
  SELECT c.unit, k.organization_id, k.customer_id, coalesce(k.integration, '') AS integration,
    k.id AS key_id, c.capability_id, k.environment, c.outcome,
    date_trunc(c.unit, c.bucket, 'UTC') AS bucket, sum(c.requests) AS requests
  FROM (
    SELECT 'hour' AS unit, key_id, capability_id, outcome, bucket, requests FROM usage_key_hours
    UNION ALL SELECT 'day', key_id, capability_id, outcome, bucket, requests FROM usage_key_days
    UNION ALL SELECT 'day', key_id, capability_id, outcome, bucket, requests FROM usage_key_hours
      WHERE bucket >= (SELECT until FROM usage_horizons WHERE unit = 'day')
    UNION ALL SELECT 'hour', key_id, capability_id, outcome, bucket, requests FROM usage_minutes
      WHERE bucket >= (SELECT until FROM usage_horizons WHERE unit = 'hour')
    UNION ALL SELECT 'day', key_id, capability_id, outcome, bucket, requests FROM usage_minutes
      WHERE bucket >= (SELECT max(until) FROM usage_horizons)
    UNION ALL SELECT unit, key_id, capability_id, outcome, bucket, requests
      FROM usage_deltas, (VALUES ('hour'), ('day')) AS units (unit)
  ) c JOIN api_keys k ON k.id = c.key_id AND k.customer_id IS NOT NULL
  GROUP BY c.unit, k.id, c.capability_id, c.outcome, date_trunc(c.unit, c.bucket, 'UTC');
INSERT INTO customer_hours
  SELECT organization_id, customer_id, integration, key_id, capability_id, environment, outcome, bucket,
    requests, 0, 0, 0, 0 FROM counts WHERE unit = 'hour';
INSERT INTO customer_days
  SELECT organization_id, customer_id, integration, key_id, capability_id, environment, outcome, bucket,
    requests, 0, 0, 0, 0 FROM counts WHERE unit = 'day';
INSERT INTO customer_uses
  SELECT k.customer_id, max(u.last_at) FROM secret_uses u JOIN api_keys k ON k.id = u.key_id
  WHERE k.customer_id IS NOT NULL GROUP BY k.customer_id;
