-- What the keys of a customer have used together, in requests per window and in units of the month.
CREATE TABLE customer_windows (
  customer_id text PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE,
  revision bigint NOT NULL DEFAULT new_revision(),
  minute_bucket integer NOT NULL DEFAULT 0,
  minute_used integer NOT NULL DEFAULT 0,
  hour_bucket integer NOT NULL DEFAULT 0,
  hour_used integer NOT NULL DEFAULT 0,
  day_bucket integer NOT NULL DEFAULT 0,
  day_used integer NOT NULL DEFAULT 0,
  month_bucket integer NOT NULL DEFAULT 0,
  month_units bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
INSERT INTO customer_windows (customer_id) SELECT id FROM customers;

CREATE FUNCTION customers_open_window() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO customer_windows (customer_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER customers_open_window AFTER INSERT ON customers
  FOR EACH ROW EXECUTE FUNCTION customers_open_window();

CREATE FUNCTION customers_change_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customer_windows SET revision = DEFAULT WHERE customer_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER customers_change_revision AFTER UPDATE ON customers
  FOR EACH ROW EXECUTE FUNCTION customers_change_revision();

-- What processes remember of a plan is judged by: one row changes, however many customers are on it.
ALTER TABLE plans ADD COLUMN state bigint NOT NULL DEFAULT new_revision();
CREATE FUNCTION plans_change_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.state := new_revision();
  RETURN NEW;
END
$$;
CREATE TRIGGER plans_change_state BEFORE UPDATE ON plans
  FOR EACH ROW EXECUTE FUNCTION plans_change_state();

-- How many units of its customer's quota a call takes.
ALTER TABLE capabilities ADD COLUMN weight integer NOT NULL DEFAULT 1 CHECK (weight >= 0);

-- Charges requests one after the other: each is let in if all windows of its key and of its key's
-- customer have room for it, and is charged in all of them then. Rows are taken in order, customers
-- before keys, so that batches never deadlock; what is compared was read while they are held.
--
-- Of keys: id, revision, end (Unix milliseconds), three limits each, the organization whose offers they
-- rest on and the revision of those, and the position of their customer. Of customers: id, revision,
-- plan and the state of that, three limits each, and units of a hard quota. Of requests: the position of
-- their key, what their snapshot makes of them, their units, and how the journal begins to say it.
-- Answers, as JSON: its instant (Unix milliseconds); of each request whether it is let in (1 or 0) and how
-- many its key was asked before, both null where something is not as it was read; of keys and customers
-- what was used before, and the buckets.
CREATE FUNCTION charge_in_turn(
  key_ids text[], key_revisions bigint[], key_ends float8[], key_limits int[],
  organization_ids text[], offers bigint[], key_customers int[],
  customer_ids text[], customer_revisions bigint[], plan_ids text[], plan_states bigint[],
  customer_limits int[], quotas bigint[],
  asked_keys int[], states text[], asked_units int[], said text[],
  by_instance text, of_batch int, requests text
) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  now_at constant timestamptz := date_trunc('milliseconds', clock_timestamp());
  epoch constant float8 := date_part('epoch', now_at);
  buckets constant int[] := ARRAY[floor(epoch / 60), floor(epoch / 3600), floor(epoch / 86400)];
  month constant int := date_part('year', now_at AT TIME ZONE 'UTC') * 12
    + date_part('month', now_at AT TIME ZONE 'UTC') - 1;
  key_stands boolean[] := array_fill(false, ARRAY[cardinality(key_ids)]);
  key_asked bigint[] := array_fill(0::bigint, ARRAY[cardinality(key_ids)]);
  key_used int[] := array_fill(0, ARRAY[3 * cardinality(key_ids)]);
  key_before int[];
  key_buckets int[] := key_used;
  customer_stands boolean[] := array_fill(false, ARRAY[cardinality(customer_ids)]);
  customer_used int[] := array_fill(0, ARRAY[3 * cardinality(customer_ids)]);
  customer_before int[];
  customer_buckets int[] := customer_used;
  month_used bigint[] := array_fill(0::bigint, ARRAY[cardinality(customer_ids)]);
  month_before bigint[];
  month_buckets int[] := array_fill(0, ARRAY[cardinality(customer_ids)]);
  granted int[] := array_fill(NULL::int, ARRAY[cardinality(asked_keys)]);
  earlier bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(asked_keys)]);
  verdicts text[] := array_fill(NULL::text, ARRAY[cardinality(asked_keys)]);
  held record;
  n int; k int; c int; i int; j int; units int;
  fits boolean;
BEGIN
  FOR held IN
    SELECT a.position, w.* FROM unnest(customer_ids) WITH ORDINALITY AS a(id, position)
    JOIN customer_windows w ON w.customer_id = a.id ORDER BY w.customer_id FOR UPDATE OF w
  LOOP
    c := held.position;
    customer_stands[c] := held.revision = customer_revisions[c] AND (plan_ids[c] IS NULL OR EXISTS (
      SELECT FROM plans WHERE id = plan_ids[c] AND state = plan_states[c]));
    customer_buckets[3 * c - 2] := greatest(held.minute_bucket, buckets[1]);
    customer_buckets[3 * c - 1] := greatest(held.hour_bucket, buckets[2]);
    customer_buckets[3 * c] := greatest(held.day_bucket, buckets[3]);
    month_buckets[c] := greatest(held.month_bucket, month);
    IF held.minute_bucket >= buckets[1] THEN customer_used[3 * c - 2] := held.minute_used; END IF;
    IF held.hour_bucket >= buckets[2] THEN customer_used[3 * c - 1] := held.hour_used; END IF;
    IF held.day_bucket >= buckets[3] THEN customer_used[3 * c] := held.day_used; END IF;
    IF held.month_bucket >= month THEN month_used[c] := held.month_units; END IF;
  END LOOP;
  FOR held IN
    SELECT a.position, w.* FROM unnest(key_ids) WITH ORDINALITY AS a(id, position)
    JOIN key_windows w ON w.key_id = a.id ORDER BY w.key_id FOR UPDATE OF w
  LOOP
    k := held.position;
    key_stands[k] := held.revision = key_revisions[k] AND customer_stands[key_customers[k]]
      AND coalesce(key_ends[k] > epoch * 1000, true)
      AND (organization_ids[k] IS NULL OR EXISTS (SELECT FROM offer_revisions o
        WHERE o.organization_id = organization_ids[k] AND o.revision = offers[k]));
    key_asked[k] := held.asked;
    key_buckets[3 * k - 2] := greatest(held.minute_bucket, buckets[1]);
    key_buckets[3 * k - 1] := greatest(held.hour_bucket, buckets[2]);
    key_buckets[3 * k] := greatest(held.day_bucket, buckets[3]);
    IF held.minute_bucket >= buckets[1] THEN key_used[3 * k - 2] := held.minute_used; END IF;
    IF held.hour_bucket >= buckets[2] THEN key_used[3 * k - 1] := held.hour_used; END IF;
    IF held.day_bucket >= buckets[3] THEN key_used[3 * k] := held.day_used; END IF;
  END LOOP;
  key_before := key_used;
  customer_before := customer_used;
  month_before := month_used;

  FOR n IN 1 .. cardinality(asked_keys) LOOP
    k := asked_keys[n];
    CONTINUE WHEN NOT key_stands[k];
    c := key_customers[k];
    i := 3 * k - 2;
    j := 3 * c - 2;
    units := asked_units[n];
    fits := states[n] = 'active'
      AND coalesce(key_used[i] < key_limits[i], true)
      AND coalesce(key_used[i + 1] < key_limits[i + 1], true)
      AND coalesce(key_used[i + 2] < key_limits[i + 2], true)
      AND coalesce(customer_used[j] < customer_limits[j], true)
      AND coalesce(customer_used[j + 1] < customer_limits[j + 1], true)
      AND coalesce(customer_used[j + 2] < customer_limits[j + 2], true)
      AND (units = 0 OR coalesce(month_used[c] + units <= quotas[c], true));
    granted[n] := fits::int;
    earlier[n] := key_asked[k];
    key_asked[k] := key_asked[k] + 1;
    IF fits THEN
      key_used[i] := key_used[i] + 1;
      key_used[i + 1] := key_used[i + 1] + 1;
      key_used[i + 2] := key_used[i + 2] + 1;
      customer_used[j] := customer_used[j] + 1;
      customer_used[j + 1] := customer_used[j + 1] + 1;
      customer_used[j + 2] := customer_used[j + 2] + 1;
      month_used[c] := month_used[c] + units;
    END IF;
    verdicts[n] := said[n] || CASE WHEN states[n] <> 'active' THEN states[n]
      WHEN fits THEN 'active' ELSE 'limited' END || '",2147483647,' || earlier[n] || ']';
  END LOOP;

  UPDATE customer_windows w SET
    minute_bucket = customer_buckets[3 * a.n - 2], minute_used = customer_used[3 * a.n - 2],
    hour_bucket = customer_buckets[3 * a.n - 1], hour_used = customer_used[3 * a.n - 1],
    day_bucket = customer_buckets[3 * a.n], day_used = customer_used[3 * a.n],
    month_bucket = month_buckets[a.n], month_units = month_used[a.n]
  FROM unnest(customer_ids) WITH ORDINALITY AS a(id, n)
  WHERE w.customer_id = a.id AND customer_used[3 * a.n] <> customer_before[3 * a.n];
  UPDATE key_windows w SET
    minute_bucket = key_buckets[3 * a.n - 2], minute_used = key_used[3 * a.n - 2],
    hour_bucket = key_buckets[3 * a.n - 1], hour_used = key_used[3 * a.n - 1],
    day_bucket = key_buckets[3 * a.n], day_used = key_used[3 * a.n], asked = key_asked[a.n]
  FROM unnest(key_ids) WITH ORDINALITY AS a(id, n)
  WHERE w.key_id = a.id AND key_stands[a.n];
  IF true = ANY (key_stands) THEN
    INSERT INTO usage_journal (instance, batch, decided_at, requests, verdicts)
    VALUES (by_instance, of_batch, now_at, requests, '[' || array_to_string(verdicts, ',') || ']');
  END IF;
  RETURN json_build_array(epoch * 1000, granted, earlier, key_before, key_buckets,
    customer_before, customer_buckets, month_before, month_buckets);
END
$$;
