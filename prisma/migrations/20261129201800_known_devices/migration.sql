-- What proves that a person signed in on a device before.
CREATE TABLE known_devices (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz(3)
);
CREATE UNIQUE INDEX known_devices_token_hash_key ON known_devices (token_hash);
CREATE INDEX known_devices_user_id_expires_at_idx ON known_devices (user_id, expires_at);

ALTER TABLE sessions ADD COLUMN device_id text
  CONSTRAINT sessions_device_id_fkey REFERENCES known_devices (id) ON DELETE SET NULL;
CREATE INDEX sessions_device_id_idx ON sessions (device_id);

-- Whoever changes a password, by whatever way, voids every proof that it was known.
CREATE FUNCTION users_forget_devices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Sign-ins under way with the former password hold this until they are done.
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.id, 0));
  DELETE FROM known_devices WHERE user_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER users_forget_devices AFTER UPDATE OF password_hash ON users
  FOR EACH ROW WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash)
  EXECUTE FUNCTION users_forget_devices();

-- Failures are counted per account and network now; the former counts were per account alone.
DELETE FROM sign_in_throttles WHERE subject LIKE 'account:%';
CREATE INDEX sign_in_throttles_last_failed_at_idx ON sign_in_throttles (last_failed_at);
