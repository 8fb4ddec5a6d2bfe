-- The processes on this database. One that has not been seen for a while is dead.
CREATE TABLE instances (
  id text PRIMARY KEY,
  host text NOT NULL,
  pid integer NOT NULL,
  started_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  last_seen_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- Those that it can recognise keys under.
  pepper_versions integer[] NOT NULL
) WITH (fillfactor = 50);

-- The versions of the pepper that were ever announced. The check value tells whether a secret is
-- the one that a version was first used with, and nothing about the secret.
CREATE TABLE pepper_versions (
  version integer PRIMARY KEY,
  check_value bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- Since when anything may be stored under it: every living process had announced it.
  active_at timestamptz(3)
);

-- Whether a version is still in use is asked every few seconds.
CREATE INDEX api_secrets_pepper_version_idx ON api_secrets (pepper_version);
