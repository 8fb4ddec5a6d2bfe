-- An entry of the journal lives for less than a second: it stays in its page as long as it fits there,
-- instead of going, from 2 kB on, in pieces to a table of its own with an index.
ALTER TABLE usage_journal SET (toast_tuple_target = 8160);
