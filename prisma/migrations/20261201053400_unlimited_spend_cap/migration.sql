-- A customer may be without a spend cap, whatever its plan says.
ALTER TABLE customers DROP CONSTRAINT customers_unlimited_check, ADD CHECK (unlimited <@ ARRAY[
  'limit_per_minute', 'limit_per_hour', 'limit_per_day', 'units_per_month', 'spend_cap_per_month']);
