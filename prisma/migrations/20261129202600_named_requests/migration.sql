-- People name requests too, not only keys; and what makes a key keeps its secret sealed for a while.
ALTER TABLE idempotency_keys DROP CONSTRAINT idempotency_keys_pkey;
ALTER TABLE idempotency_keys DROP CONSTRAINT idempotency_keys_key_id_fkey;
ALTER TABLE idempotency_keys RENAME COLUMN key_id TO principal_id;
ALTER TABLE idempotency_keys RENAME COLUMN idempotency_key TO name;
ALTER TABLE idempotency_keys
  ADD COLUMN organization_id text,
  -- The process at work on it; the lease of one that has died is over.
  ADD COLUMN instance text,
  -- The key whose secret the answer holds.
  ADD COLUMN key_id text,
  ADD COLUMN secret_id text,
  ADD COLUMN sealed bytea,
  ADD COLUMN pepper_version int,
  ADD COLUMN sealed_until timestamptz(3);
UPDATE idempotency_keys i SET organization_id = k.organization_id
FROM api_keys k WHERE k.id = i.principal_id;
ALTER TABLE idempotency_keys
  ALTER COLUMN organization_id SET NOT NULL,
  ADD PRIMARY KEY (organization_id, principal_id, name),
  ADD FOREIGN KEY (organization_id) REFERENCES organizations (id) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE INDEX idempotency_keys_sealed_until_idx ON idempotency_keys (sealed_until)
  WHERE sealed IS NOT NULL;
