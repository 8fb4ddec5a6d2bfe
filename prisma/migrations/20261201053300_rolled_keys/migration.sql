-- The last key that a customer rolled by a portal link, for the browser whose answer was lost.
ALTER TABLE portal_links ADD COLUMN roll_hash bytea CHECK (octet_length(roll_hash) = 32),
  ADD COLUMN secret_id text,
  ADD COLUMN sealed bytea,
  ADD COLUMN pepper_version integer,
  ADD COLUMN sealed_until timestamptz(3),
  ADD CHECK ((sealed IS NULL) = (pepper_version IS NULL));
CREATE INDEX portal_links_pepper_version_idx ON portal_links (pepper_version)
  WHERE pepper_version IS NOT NULL;
