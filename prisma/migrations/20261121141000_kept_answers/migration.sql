-- The run that a kept answer tells of; an answer that was too large has no body.
ALTER TABLE idempotency_keys ADD COLUMN execution_id text;
