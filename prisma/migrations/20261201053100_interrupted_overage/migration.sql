-- What each customer of a batch had used of its month before it, by its position: from that follows
-- which units of a call that was cut off are beyond a soft quota.
ALTER TABLE usage_journal ADD COLUMN months bigint[] NOT NULL DEFAULT '{}';

-- Both ways to charge customers keep it. Only that is changed of them.
DO $$
DECLARE
  edits constant text[][] := ARRAY[
    ['charge_all', '  of_keys text;', E'  of_keys text;\n  months bigint[];'],
    ['charge_all', 'w.day_used - n.requests, w.month_units - n.units) AS used',
      'w.day_used - n.requests, w.month_units - n.units) AS used, w.month_units - n.units AS month_before'],
    ['charge_all', E'string_agg(used, '','' ORDER BY position)\n  INTO stands, of_customers',
      E'string_agg(used, '','' ORDER BY position), array_agg(month_before ORDER BY position)\n  INTO stands, of_customers, months'],
    ['charge_all', 'decided_at, requests, verdicts)', 'decided_at, months, requests, verdicts)'],
    ['charge_all', 'of_batch, now_at, asked_requests', 'of_batch, now_at, months, asked_requests'],
    ['charge_in_turn', 'decided_at, requests, verdicts)', 'decided_at, months, requests, verdicts)'],
    ['charge_in_turn', 'of_batch, now_at, requests', 'of_batch, now_at, month_before, requests']
  ];
  charge regproc;
  before text;
  edit text[];
BEGIN
  FOREACH edit SLICE 1 IN ARRAY edits LOOP
    SELECT oid INTO STRICT charge FROM pg_proc
    WHERE proname = edit[1] AND pronamespace = 'public'::regnamespace
    ORDER BY pronargs DESC LIMIT 1;
    before := pg_get_functiondef(charge);
    IF strpos(before, edit[2]) = 0 THEN
      RAISE EXCEPTION '% has no "%"', edit[1], edit[2];
    END IF;
    EXECUTE replace(before, edit[2], edit[3]);
  END LOOP;
END
$$;
