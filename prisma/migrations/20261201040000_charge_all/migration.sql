-- Charges requests of keys that have a customer, all or none: where all of it stands as it was read and
-- everything has room for all that is asked of it, the order of the requests does not matter, and keys
-- and customers are charged by sums. Answers null where that is not so and nothing was charged: they go
-- through `charge_in_turn` then. Rows are taken in the same order as there, customers before keys; each
-- statement judges the rows as they are while it holds them, and plans as of when the customers are held.
--
-- Of keys: id, revision, end (Unix milliseconds), the organization whose offers they rest on and the
-- revision of those, requests to be charged, all that are asked, and a limit for each window. Of
-- customers: id, revision, plan and the state of that, requests, units, a limit for each window, and
-- units of a hard quota. Of requests: secret, what its snapshot makes of it (null for `active`), and the
-- position of its key. An array may end early: the rest of it is null.
-- Answers, joined by commas: its instant (Unix milliseconds) and the buckets of then, the month's last;
-- of each customer what was used before of its windows and of its month; of each key what was used of its
-- windows, and how many it was asked. Where a window of a later time is open, requests go in turn.
CREATE FUNCTION charge_all(
  key_ids text[], key_revisions bigint[], key_ends float8[], organization_ids text[], offers bigint[],
  key_requests int[], key_asked int[], key_minutes int[], key_hours int[], key_days int[],
  customer_ids text[], customer_revisions bigint[], plan_ids text[], plan_states bigint[],
  customer_requests int[], customer_units bigint[],
  customer_minutes int[], customer_hours int[], customer_days int[], quotas bigint[],
  asked_secrets text[], asked_states text[], asked_keys int[],
  by_instance text, of_batch int, asked_requests text
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  now_at constant timestamptz := date_trunc('milliseconds', clock_timestamp());
  epoch constant float8 := date_part('epoch', now_at);
  minute constant int := floor(epoch / 60);
  hour constant int := floor(epoch / 3600);
  day constant int := floor(epoch / 86400);
  month constant int := date_part('year', now_at AT TIME ZONE 'UTC') * 12
    + date_part('month', now_at AT TIME ZONE 'UTC') - 1;
  stands boolean;
  of_customers text;
  of_keys text;
BEGIN
  WITH charged AS (
    UPDATE customer_windows w SET
      minute_bucket = minute, minute_used = CASE w.minute_bucket WHEN minute THEN w.minute_used ELSE 0 END + n.requests,
      hour_bucket = hour, hour_used = CASE w.hour_bucket WHEN hour THEN w.hour_used ELSE 0 END + n.requests,
      day_bucket = day, day_used = CASE w.day_bucket WHEN day THEN w.day_used ELSE 0 END + n.requests,
      month_bucket = month, month_units = CASE w.month_bucket WHEN month THEN w.month_units ELSE 0 END + n.units,
      month_spent = CASE w.month_bucket WHEN month THEN w.month_spent ELSE 0 END
    FROM (
      SELECT * FROM unnest(customer_ids, customer_revisions, customer_requests, customer_units,
        customer_minutes, customer_hours, customer_days, quotas) WITH ORDINALITY AS a(customer_id,
        revision, requests, units, per_minute, per_hour, per_day, per_month, position)
      ORDER BY customer_id
    ) n
    WHERE w.customer_id = n.customer_id AND w.revision = n.revision
      AND w.minute_bucket <= minute AND w.hour_bucket <= hour AND w.day_bucket <= day AND w.month_bucket <= month
      AND (n.requests = 0 OR
        coalesce(CASE w.minute_bucket WHEN minute THEN w.minute_used ELSE 0 END + n.requests <= n.per_minute, true)
        AND coalesce(CASE w.hour_bucket WHEN hour THEN w.hour_used ELSE 0 END + n.requests <= n.per_hour, true)
        AND coalesce(CASE w.day_bucket WHEN day THEN w.day_used ELSE 0 END + n.requests <= n.per_day, true))
      AND (n.units = 0 OR
        coalesce(CASE w.month_bucket WHEN month THEN w.month_units ELSE 0 END + n.units <= n.per_month, true))
    RETURNING n.position, concat_ws(',', w.minute_used - n.requests, w.hour_used - n.requests,
      w.day_used - n.requests, w.month_units - n.units) AS used
  )
  SELECT count(*) = cardinality(customer_ids),
    string_agg(used, ',' ORDER BY position)
  INTO stands, of_customers FROM charged;
  IF NOT stands THEN
    RAISE EXCEPTION USING ERRCODE = 'RT001';
  END IF;
  WITH charged AS (
    UPDATE key_windows w SET
      minute_bucket = minute, minute_used = CASE w.minute_bucket WHEN minute THEN w.minute_used ELSE 0 END + n.requests,
      hour_bucket = hour, hour_used = CASE w.hour_bucket WHEN hour THEN w.hour_used ELSE 0 END + n.requests,
      day_bucket = day, day_used = CASE w.day_bucket WHEN day THEN w.day_used ELSE 0 END + n.requests,
      asked = w.asked + n.asked
    FROM (
      SELECT * FROM unnest(key_ids, key_revisions, key_ends, organization_ids, offers, key_requests,
        key_asked, key_minutes, key_hours, key_days) WITH ORDINALITY AS a(key_id, revision, ends_at,
        organization_id, offered, requests, asked, per_minute, per_hour, per_day, position)
      WHERE (a.ends_at > epoch * 1000 OR a.ends_at IS NULL) AND (a.organization_id IS NULL OR (
        SELECT o.revision FROM offer_revisions o WHERE o.organization_id = a.organization_id) = a.offered)
      ORDER BY key_id
    ) n
    WHERE w.key_id = n.key_id AND w.revision = n.revision
      AND w.minute_bucket <= minute AND w.hour_bucket <= hour AND w.day_bucket <= day
      AND (n.requests = 0 OR
        coalesce(CASE w.minute_bucket WHEN minute THEN w.minute_used ELSE 0 END + n.requests <= n.per_minute, true)
        AND coalesce(CASE w.hour_bucket WHEN hour THEN w.hour_used ELSE 0 END + n.requests <= n.per_hour, true)
        AND coalesce(CASE w.day_bucket WHEN day THEN w.day_used ELSE 0 END + n.requests <= n.per_day, true))
    RETURNING n.position, n.requests, w.asked - n.asked AS earlier, concat_ws(',',
      w.minute_used - n.requests, w.hour_used - n.requests, w.day_used - n.requests) AS used
  ),
  journaled AS (
    INSERT INTO usage_journal (instance, batch, decided_at, requests, verdicts)
    SELECT by_instance, of_batch, now_at, asked_requests, '[' || string_agg(concat('[', s.n, ',"',
      s.secret_id, '","', coalesce(s.state, 'active'), '",', requests, ',', earlier, ']'), ',') || ']'
    FROM unnest(asked_secrets, asked_states, asked_keys) WITH ORDINALITY AS s(secret_id, state, key, n)
    JOIN charged ON position = s.key
    HAVING count(*) > 0
  )
  SELECT count(*) = cardinality(key_ids) AND NOT EXISTS (
      SELECT FROM unnest(plan_ids, plan_states) AS a(id, state)
      WHERE (SELECT p.state FROM plans p WHERE p.id = a.id) IS DISTINCT FROM a.state),
    string_agg(concat_ws(',', used, earlier), ',' ORDER BY position)
  INTO stands, of_keys FROM charged;
  IF NOT stands THEN
    RAISE EXCEPTION USING ERRCODE = 'RT001';
  END IF;
  RETURN concat_ws(',', (extract(epoch FROM now_at) * 1000)::bigint, minute, hour, day, month, of_customers, of_keys);
EXCEPTION WHEN SQLSTATE 'RT001' THEN
  RETURN NULL;
END
$$;
