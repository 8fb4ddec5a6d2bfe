-- Up to where the roll-ups of hours and days are whole. What comes later is added up when its hour
-- or day is over, from what is finer: until then it stands in the minutes alone.
CREATE TABLE usage_horizons (
  unit text PRIMARY KEY,
  until timestamptz(0) NOT NULL
);
-- Hours and days that are counted in part already are filled as they were begun.
INSERT INTO usage_horizons
SELECT unit, date_trunc(unit, now(), 'UTC') + CASE WHEN begun THEN ('1 ' || unit)::interval ELSE interval '0' END
FROM (VALUES ('hour'), ('day')) AS units (unit)
CROSS JOIN (SELECT EXISTS (SELECT 1 FROM usage_days) AS begun) AS counts;

-- Rows that change often, in columns without an index: with room beside them no index is written.
ALTER TABLE usage_minutes SET (fillfactor = 80);
ALTER TABLE secret_uses SET (fillfactor = 60);
