-- A run whose process died is known by its request in the journal; what it did is not.
ALTER TYPE execution_outcome ADD VALUE 'interrupted';
ALTER TABLE flow_executions ALTER COLUMN duration_us DROP NOT NULL;

-- A transaction begins before it waits for its turn: an entry is no earlier than the change it tells of.
ALTER TABLE audit_entries ALTER COLUMN at SET DEFAULT clock_timestamp();
