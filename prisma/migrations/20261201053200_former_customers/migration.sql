-- Customers that were deleted: their statements stay. One that was merged has its calls, also those that
-- were under way then, counted for the one that was kept.
CREATE TABLE former_customers (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL,
  merged_into text
);
CREATE INDEX former_customers_organization_id_merged_into_idx
  ON former_customers (organization_id, merged_into);

-- The customer that calls of this one count for.
CREATE FUNCTION current_customer(customer text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT merged_into FROM former_customers WHERE id = customer), customer)
$$;

-- Also units that are charged once a body named them. Only that is changed of it.
DO $$
DECLARE
  before constant text := pg_get_functiondef('charge_units'::regproc);
  change constant text := replace(before, E'BEGIN\n', E'BEGIN\n  customer := current_customer(customer);\n');
BEGIN
  IF change = before THEN RAISE EXCEPTION 'charge_units is not as expected'; END IF;
  EXECUTE change;
END
$$;
