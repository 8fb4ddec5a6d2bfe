-- What the page about usage reads: sums whose size does not grow with the number of requests.

CREATE TABLE usage_key_hours (
  organization_id text NOT NULL,
  key_id text NOT NULL,
  capability_id text NOT NULL,
  outcome text NOT NULL,
  bucket timestamptz(0) NOT NULL,
  requests bigint NOT NULL,
  PRIMARY KEY (key_id, bucket, capability_id, outcome)
);
CREATE INDEX usage_key_hours_organization_id_bucket_idx ON usage_key_hours (organization_id, bucket);
CREATE INDEX usage_key_hours_bucket_idx ON usage_key_hours USING brin (bucket);
INSERT INTO usage_key_hours
SELECT organization_id, key_id, capability_id, outcome, bucket, sum(requests)
FROM usage_hours GROUP BY 1, 2, 3, 4, 5;

CREATE TABLE usage_speed_hours (
  organization_id text NOT NULL,
  outcome text NOT NULL,
  speed smallint NOT NULL,
  bucket timestamptz(0) NOT NULL,
  requests bigint NOT NULL,
  PRIMARY KEY (organization_id, bucket, outcome, speed)
);
CREATE INDEX usage_speed_hours_bucket_idx ON usage_speed_hours USING brin (bucket);
INSERT INTO usage_speed_hours
SELECT organization_id, outcome, speed, bucket, sum(requests)
FROM usage_hours GROUP BY 1, 2, 3, 4;

CREATE TABLE usage_key_days (
  organization_id text NOT NULL,
  key_id text NOT NULL,
  capability_id text NOT NULL,
  outcome text NOT NULL,
  bucket timestamptz(0) NOT NULL,
  requests bigint NOT NULL,
  PRIMARY KEY (key_id, bucket, capability_id, outcome)
);
CREATE INDEX usage_key_days_organization_id_bucket_idx ON usage_key_days (organization_id, bucket);
CREATE INDEX usage_key_days_bucket_idx ON usage_key_days USING brin (bucket);
INSERT INTO usage_key_days
SELECT organization_id, key_id, capability_id, outcome, bucket, sum(requests)
FROM usage_days GROUP BY 1, 2, 3, 4, 5;

CREATE TABLE usage_speed_days (
  organization_id text NOT NULL,
  outcome text NOT NULL,
  speed smallint NOT NULL,
  bucket timestamptz(0) NOT NULL,
  requests bigint NOT NULL,
  PRIMARY KEY (organization_id, bucket, outcome, speed)
);
CREATE INDEX usage_speed_days_bucket_idx ON usage_speed_days USING brin (bucket);
INSERT INTO usage_speed_days
SELECT organization_id, outcome, speed, bucket, sum(requests)
FROM usage_days GROUP BY 1, 2, 3, 4;
