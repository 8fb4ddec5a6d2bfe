-- A decision reads these lists as they are: none may be missing.
UPDATE api_keys SET permissions = coalesce(permissions, '{}'), allowed_ips = coalesce(allowed_ips, '{}')
  WHERE permissions IS NULL OR allowed_ips IS NULL;
ALTER TABLE api_keys
  ALTER COLUMN permissions SET DEFAULT '{}',
  ALTER COLUMN permissions SET NOT NULL,
  ALTER COLUMN allowed_ips SET DEFAULT '{}',
  ALTER COLUMN allowed_ips SET NOT NULL;

-- Keys and their windows are taken in the order in which decisions take them: neither waits for the other.
CREATE OR REPLACE FUNCTION key_capabilities_change_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM api_keys WHERE id IN (SELECT key_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  PERFORM 1 FROM key_windows WHERE key_id IN (SELECT key_id FROM changed) ORDER BY key_id FOR UPDATE;
  UPDATE api_keys SET scoped = scoped WHERE id IN (SELECT key_id FROM changed);
  RETURN NULL;
END
$$;
