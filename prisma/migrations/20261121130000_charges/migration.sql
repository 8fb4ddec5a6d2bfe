-- What the last decision on a key granted: one update charges its windows and tells what it gave.
ALTER TABLE key_windows ADD COLUMN granted integer NOT NULL DEFAULT 0;

-- Entries live for a moment: neither compressed nor, but for the largest, kept apart from their row.
ALTER TABLE usage_journal
  ALTER COLUMN verdicts TYPE text USING verdicts::text,
  ALTER COLUMN verdicts SET STORAGE EXTERNAL,
  ALTER COLUMN requests SET STORAGE EXTERNAL,
  SET (toast_tuple_target = 8160);
