-- Clocks do not tell which of two requests of a key came first to its windows. Their number does: every
-- request that the windows were asked about has its place, whether it was let in or not.
ALTER TABLE key_windows ADD COLUMN asked bigint NOT NULL DEFAULT 0;

ALTER TABLE usage_events
  ADD COLUMN place bigint,
  -- Beside what the endpoint always needs, with those that only decided how much was shown.
  ADD COLUMN asked_permissions text;
