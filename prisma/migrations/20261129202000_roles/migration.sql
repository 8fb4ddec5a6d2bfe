-- The application's role creates and drops no table. It opens and drops the days of usage events
-- through these two functions, which run as the owner and check the day they are given.
CREATE FUNCTION usage_open_day(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  name text := 'usage_events_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF day IS NULL OR day NOT BETWEEN '2000-01-01' AND '9999-12-30'
    OR NOT (day BETWEEN current_date AND current_date + 7 OR EXISTS (
      SELECT 1 FROM public.usage_events_default WHERE at >= day AND at < day + 1))
  THEN
    RAISE EXCEPTION 'no usage events are expected on %', day USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- Writers wait here, so that no row slips into the default partition on the way.
  LOCK TABLE public.usage_events_default IN ACCESS EXCLUSIVE MODE;
  IF to_regclass('public.' || name) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE public.%I (LIKE public.usage_events INCLUDING ALL)', name);
  EXECUTE format('
    WITH moved AS (DELETE FROM public.usage_events_default WHERE at >= %L AND at < %L RETURNING *)
    INSERT INTO public.%I SELECT * FROM moved', day, day + 1, name);
  EXECUTE format('
    ALTER TABLE public.usage_events ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
    name, day, day + 1);
END
$$;

CREATE FUNCTION usage_drop_day(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  name text := 'usage_events_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF day IS NULL OR day NOT BETWEEN '2000-01-01' AND current_date - 2 THEN
    RAISE EXCEPTION 'usage events of % are kept', day USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM pg_inherits
    WHERE inhparent = 'public.usage_events'::regclass AND inhrelid = to_regclass('public.' || name))
  THEN
    RAISE EXCEPTION 'there is no partition of %', day USING ERRCODE = 'invalid_parameter_value';
  END IF;
  EXECUTE format('DROP TABLE public.%I', name);
END
$$;

REVOKE EXECUTE ON FUNCTION usage_open_day(date), usage_drop_day(date) FROM PUBLIC;
