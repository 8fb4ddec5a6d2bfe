-- Where an act came from. What belongs to no organization stands in the record of the installation.
ALTER TABLE audit_entries
  ADD COLUMN address text,
  ADD COLUMN user_agent text,
  ALTER COLUMN organization_id DROP NOT NULL;

-- What people were refused in the minutes that are not yet in the record, by person and network.
-- Rows live for a moment: vacuum follows the number of dead ones.
CREATE TABLE refused_acts (
  minute timestamptz(0) NOT NULL,
  organization_id text NOT NULL,
  user_id text NOT NULL,
  network text NOT NULL,
  first_at timestamptz(3) NOT NULL,
  count integer NOT NULL,
  actions text[] NOT NULL,
  details text NOT NULL,
  address text,
  user_agent text,
  request_id text NOT NULL,
  PRIMARY KEY (minute, organization_id, user_id, network)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- What flows wrote to records, as long as runs are kept; it goes with its record.
CREATE TABLE record_changes (
  id text PRIMARY KEY,
  organization_id text NOT NULL,
  record_id text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  execution_id text NOT NULL,
  key_id text,
  user_id text,
  before jsonb,
  after jsonb NOT NULL,
  CONSTRAINT record_changes_organization_id_record_id_fkey FOREIGN KEY (organization_id, record_id)
    REFERENCES records (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX record_changes_organization_id_record_id_created_at_id_idx
  ON record_changes (organization_id, record_id, created_at DESC, id);
CREATE INDEX record_changes_created_at_idx ON record_changes USING brin (created_at);
