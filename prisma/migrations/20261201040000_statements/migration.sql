-- What was sold, waiting to be added to statements; taken and deleted in the same transaction.
CREATE TABLE statement_deltas (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id text NOT NULL,
  month date NOT NULL,
  capability_id text NOT NULL,
  tier integer NOT NULL,
  unit_price bigint NOT NULL,
  quantity bigint NOT NULL,
  amount bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
CREATE INDEX statement_deltas_customer_id_idx ON statement_deltas (customer_id);

-- Lines of statements. What is written once its month is closed stands on that of a later month.
CREATE TABLE statement_lines (
  customer_id text NOT NULL,
  month date NOT NULL,
  for_month date NOT NULL,
  capability_id text NOT NULL,
  tier integer NOT NULL,
  unit_price bigint NOT NULL,
  quantity bigint NOT NULL,
  amount bigint NOT NULL,
  PRIMARY KEY (customer_id, month, for_month, capability_id, tier, unit_price)
) WITH (fillfactor = 70);

-- Units beyond a soft quota, by the statement that tells of them.
CREATE TABLE statement_overages (
  customer_id text NOT NULL,
  month date NOT NULL,
  units bigint NOT NULL,
  PRIMARY KEY (customer_id, month)
) WITH (fillfactor = 70);

-- Months before it are closed.
INSERT INTO usage_horizons (unit, until) VALUES ('month', date_trunc('month', now(), 'UTC'));
