-- What a customer spent and what is reserved for calls under way, in its current month.
ALTER TABLE customer_windows ADD COLUMN month_spent bigint NOT NULL DEFAULT 0;

-- Units of a capability that a customer was billed in a month (counted since the year 0, in UTC), with
-- those of calls under way: they say in which tier the next ones are.
CREATE TABLE billed_units (
  customer_id text NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  capability_id text NOT NULL,
  month integer NOT NULL,
  units bigint NOT NULL,
  PRIMARY KEY (customer_id, capability_id, month)
) WITH (fillfactor = 50);

-- Of each tier that a call reaches: its number from 1, units, and the price of one.
ALTER TABLE usage_events ADD COLUMN price_parts jsonb;

-- Prices by which a customer is billed at an instant.
CREATE FUNCTION prices_in_force(customer text, instant timestamptz)
RETURNS TABLE (prices jsonb, bill_failed boolean) LANGUAGE sql STABLE AS $$
  SELECT t.prices, t.bill_failed FROM (
    SELECT plan_id FROM customer_plans WHERE customer_id = customer AND valid_from <= instant
    ORDER BY valid_from DESC LIMIT 1
  ) p, LATERAL (
    SELECT prices, bill_failed FROM plan_prices WHERE plan_id = p.plan_id AND valid_from <= instant
    ORDER BY valid_from DESC LIMIT 1
  ) t
$$;

-- Units after those that are used already, laid over tiers.
CREATE FUNCTION price_parts(tiers jsonb, used bigint, units int) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  tier jsonb;
  n int := 0;
  part bigint;
  parts jsonb := '[]';
BEGIN
  FOR tier IN SELECT * FROM jsonb_array_elements(tiers) LOOP
    n := n + 1;
    CONTINUE WHEN (tier ->> 0)::bigint <= used;
    part := least(units, coalesce((tier ->> 0)::bigint - used, units));
    parts := parts || jsonb_build_array(jsonb_build_array(n, part, tier -> 1));
    used := used + part;
    units := units - part;
    EXIT WHEN units = 0;
  END LOOP;
  RETURN parts;
END
$$;

CREATE FUNCTION price_of(parts jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(sum((part ->> 1)::bigint * (part ->> 2)::bigint), 0)::bigint
  FROM jsonb_array_elements(parts) AS part
$$;

-- As before, and prices what is called: `caps` are of customers, `asked_capabilities` are null where
-- nothing is billed. Answers also, of customers, what was spent before and whether failures are billed,
-- and of each request the parts of its price. A process of the version before calls the one before.
CREATE FUNCTION charge_in_turn(
  key_ids text[], key_revisions bigint[], key_ends float8[], key_limits int[],
  organization_ids text[], offers bigint[], key_customers int[],
  customer_ids text[], customer_revisions bigint[], plan_ids text[], plan_states bigint[],
  customer_limits int[], quotas bigint[], caps bigint[],
  asked_keys int[], states text[], asked_units int[], asked_capabilities text[], said text[],
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
  spent bigint[] := month_used;
  spent_before bigint[];
  tables jsonb[] := array_fill(NULL::jsonb, ARRAY[cardinality(customer_ids)]);
  failures_billed boolean[] := array_fill(false, ARRAY[cardinality(customer_ids)]);
  meter_customers int[] := '{}';
  meter_capabilities text[] := '{}';
  meter_units bigint[] := '{}';
  parts jsonb[] := array_fill(NULL::jsonb, ARRAY[cardinality(asked_keys)]);
  price bigint;
  m int;
  held record;
  tariff record;
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
    IF held.month_bucket >= month THEN
      month_used[c] := held.month_units;
      spent[c] := held.month_spent;
    END IF;
  END LOOP;
  -- Read once the customers are held: by then nobody else charges them.
  FOR held IN
    SELECT DISTINCT key_customers[a.key] AS c
    FROM unnest(asked_keys, asked_capabilities) AS a(key, capability) WHERE a.capability IS NOT NULL
  LOOP
    SELECT * INTO tariff FROM prices_in_force(customer_ids[held.c], now_at);
    tables[held.c] := tariff.prices;
    failures_billed[held.c] := coalesce(tariff.bill_failed, false);
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
  spent_before := spent;

  FOR n IN 1 .. cardinality(asked_keys) LOOP
    k := asked_keys[n];
    CONTINUE WHEN NOT key_stands[k];
    c := key_customers[k];
    i := 3 * k - 2;
    j := 3 * c - 2;
    units := asked_units[n];
    price := 0;
    IF units > 0 AND tables[c] ? asked_capabilities[n] THEN
      SELECT a.place INTO m
      FROM unnest(meter_customers, meter_capabilities) WITH ORDINALITY AS a(customer, capability, place)
      WHERE a.customer = c AND a.capability = asked_capabilities[n];
      IF m IS NULL THEN
        meter_customers := meter_customers || c;
        meter_capabilities := meter_capabilities || asked_capabilities[n];
        meter_units := meter_units || coalesce((SELECT b.units FROM billed_units b
          WHERE b.customer_id = customer_ids[c] AND b.capability_id = asked_capabilities[n]
            AND b.month = month_buckets[c]), 0);
        m := cardinality(meter_units);
      END IF;
      parts[n] := price_parts(tables[c] -> asked_capabilities[n], meter_units[m], units);
      price := price_of(parts[n]);
    END IF;
    fits := states[n] = 'active'
      AND coalesce(key_used[i] < key_limits[i], true)
      AND coalesce(key_used[i + 1] < key_limits[i + 1], true)
      AND coalesce(key_used[i + 2] < key_limits[i + 2], true)
      AND coalesce(customer_used[j] < customer_limits[j], true)
      AND coalesce(customer_used[j + 1] < customer_limits[j + 1], true)
      AND coalesce(customer_used[j + 2] < customer_limits[j + 2], true)
      AND (units = 0 OR coalesce(month_used[c] + units <= quotas[c], true))
      AND (price = 0 OR coalesce(spent[c] + price <= caps[c], true));
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
      spent[c] := spent[c] + price;
      IF parts[n] IS NOT NULL THEN meter_units[m] := meter_units[m] + units; END IF;
    END IF;
    verdicts[n] := said[n] || CASE WHEN states[n] <> 'active' THEN states[n]
      WHEN fits THEN 'active' ELSE 'limited' END || '",2147483647,' || earlier[n] || ',null,null,'
      || coalesce(CASE WHEN fits THEN parts[n] END, 'null')::text || ',' || failures_billed[c] || ']';
  END LOOP;

  UPDATE customer_windows w SET
    minute_bucket = customer_buckets[3 * a.n - 2], minute_used = customer_used[3 * a.n - 2],
    hour_bucket = customer_buckets[3 * a.n - 1], hour_used = customer_used[3 * a.n - 1],
    day_bucket = customer_buckets[3 * a.n], day_used = customer_used[3 * a.n],
    month_bucket = month_buckets[a.n], month_units = month_used[a.n],
    month_spent = spent[a.n]
  FROM unnest(customer_ids) WITH ORDINALITY AS a(id, n)
  WHERE w.customer_id = a.id AND customer_used[3 * a.n] <> customer_before[3 * a.n];
  INSERT INTO billed_units AS b (customer_id, capability_id, month, units)
  SELECT customer_ids[a.customer], a.capability, month_buckets[a.customer], a.billed
  FROM unnest(meter_customers, meter_capabilities, meter_units) AS a(customer, capability, billed)
  ON CONFLICT ON CONSTRAINT billed_units_pkey DO UPDATE SET units = excluded.units
  WHERE b.units <> excluded.units;
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
    customer_before, customer_buckets, month_before, month_buckets,
    spent_before, parts, failures_billed);
END
$$;


-- Charges a customer for a call whose capability was not known when its key was decided, if its quota
-- and its spend cap have room for it, and journals that with the decision. Answers, as JSON: whether
-- it did, what is used and spent before, the month, quota and cap in force, the parts of its price and
-- whether failures are billed. Null when the customer is gone.
CREATE FUNCTION charge_units(
  customer text, units int, capability text, is_billed boolean,
  by_instance text, of_batch int, request text
) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  now_at constant timestamptz := clock_timestamp();
  month_now int := date_part('year', now_at AT TIME ZONE 'UTC') * 12
    + date_part('month', now_at AT TIME ZONE 'UTC') - 1;
  held customer_windows;
  bounds record;
  tariff record;
  used bigint := 0;
  spent bigint := 0;
  parts jsonb;
  price bigint := 0;
  fits boolean;
BEGIN
  SELECT * INTO held FROM customer_windows w WHERE w.customer_id = customer FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT coalesce(u.quota_mode, p.quota_mode) IS DISTINCT FROM 'soft' AS hard,
    CASE WHEN 'units_per_month' <> ALL (u.unlimited) THEN coalesce(u.units_per_month, p.units_per_month) END AS quota,
    CASE WHEN 'spend_cap_per_month' <> ALL (u.unlimited)
      THEN coalesce(u.spend_cap_per_month, p.spend_cap_per_month) END AS cap
  INTO bounds FROM customers u LEFT JOIN plans p ON p.id = u.plan_id WHERE u.id = customer;
  IF held.month_bucket >= month_now THEN
    month_now := held.month_bucket;
    used := held.month_units;
    spent := held.month_spent;
  END IF;
  SELECT p.prices -> capability AS tiers, p.bill_failed INTO tariff FROM prices_in_force(customer, now_at) p;
  IF is_billed AND units > 0 AND tariff.tiers IS NOT NULL THEN
    parts := price_parts(tariff.tiers, coalesce((SELECT b.units FROM billed_units b
      WHERE b.customer_id = customer AND b.capability_id = capability AND b.month = month_now), 0), units);
    price := price_of(parts);
  END IF;
  fits := (units = 0 OR NOT bounds.hard OR coalesce(used + units <= bounds.quota, true))
    AND (price = 0 OR coalesce(spent + price <= bounds.cap, true));
  IF fits THEN
    UPDATE customer_windows w
    SET month_bucket = month_now, month_units = used + units, month_spent = spent + price
    WHERE w.customer_id = customer;
    IF parts IS NOT NULL THEN
      INSERT INTO billed_units AS b VALUES (customer, capability, month_now, units)
      ON CONFLICT ON CONSTRAINT billed_units_pkey DO UPDATE SET units = b.units + excluded.units;
    END IF;
    UPDATE usage_journal j SET units = coalesce(j.units, '{}') || jsonb_build_object(request,
      jsonb_build_array(charge_units.units, CASE WHEN bounds.hard OR bounds.quota IS NULL THEN 0
        ELSE least(charge_units.units, greatest(0, used + charge_units.units - bounds.quota)) END,
        capability, parts, tariff.bill_failed))
    WHERE j.instance = by_instance AND j.batch = of_batch;
  END IF;
  RETURN json_build_array(fits, used, spent, month_now, bounds.quota, bounds.hard, bounds.cap, parts,
    coalesce(tariff.bill_failed, false));
END
$$;
