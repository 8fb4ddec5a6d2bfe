-- Which capability was called, and in what time: what usage is told apart by.
ALTER TABLE usage_events ADD COLUMN capability_id text NOT NULL DEFAULT '';
ALTER TABLE usage_deltas
  ADD COLUMN capability_id text NOT NULL DEFAULT '',
  ADD COLUMN speed smallint NOT NULL DEFAULT -1;
CREATE INDEX usage_deltas_organization_id_bucket_idx ON usage_deltas (organization_id, bucket);

ALTER TABLE usage_minutes
  ADD COLUMN capability_id text NOT NULL DEFAULT '',
  ADD COLUMN speed smallint NOT NULL DEFAULT -1,
  DROP CONSTRAINT usage_minutes_pkey,
  ADD PRIMARY KEY (key_id, bucket, secret_id, route, outcome, capability_id, speed);

ALTER TABLE usage_hours
  ADD COLUMN capability_id text NOT NULL DEFAULT '',
  ADD COLUMN speed smallint NOT NULL DEFAULT -1,
  DROP CONSTRAINT usage_hours_pkey,
  ADD PRIMARY KEY (key_id, bucket, secret_id, route, outcome, capability_id, speed);

ALTER TABLE usage_days
  ADD COLUMN capability_id text NOT NULL DEFAULT '',
  ADD COLUMN speed smallint NOT NULL DEFAULT -1,
  DROP CONSTRAINT usage_days_pkey,
  ADD PRIMARY KEY (key_id, bucket, secret_id, route, outcome, capability_id, speed);
