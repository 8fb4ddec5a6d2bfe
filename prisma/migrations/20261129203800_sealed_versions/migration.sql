-- Whether a version of the pepper is still in use is asked every few seconds; most rows need none.
CREATE INDEX idempotency_keys_pepper_version_idx ON idempotency_keys (pepper_version)
  WHERE pepper_version IS NOT NULL;
