-- The permissions that were asked for an answer, beside what its verb always needs: a repeat is
-- answered to those who hold them still.
ALTER TABLE idempotency_keys ADD COLUMN permissions text[] NOT NULL DEFAULT '{}';
