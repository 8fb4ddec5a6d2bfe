import "server-only";

/**
 * One decision for every secret of a batch. Parameters: hashes, requests per hash, journal instance,
 * batch, requests and the endpoint that each calls. Windows are locked in key order, so batches never deadlock. A key that changed
 * while its window was waited for shows another revision there: its state is `changed`, ask again.
 */
const DECISION = `
WITH asked AS (
  SELECT hash, requests, slug, position
  FROM unnest($1::bytea[], $2::int[], $6::text[]) WITH ORDINALITY AS a(hash, requests, slug, position)
),
found AS MATERIALIZED (
  SELECT a.position, a.requests, a.slug, s.id AS secret_id, s.pepper_version, k.id AS key_id,
    k.organization_id, k.name, k.environment, k.permissions, k.allowed_ips, k.expires_at,
    k.limit_per_minute, k.limit_per_hour, k.limit_per_day, k.revision,
    k.product_id, k.surface_id,
    CASE WHEN k.scoped THEN ARRAY(
      SELECT capability_id FROM key_capabilities c WHERE c.key_id = k.id
    ) END AS capabilities,
    CASE
      WHEN k.revoked_at IS NOT NULL THEN 'revoked'
      WHEN k.disabled_at IS NOT NULL THEN 'disabled'
      WHEN k.expires_at <= now() THEN 'expired'
      WHEN s.retire_at <= now() THEN 'retired'
      ELSE 'active'
    END AS state
  FROM asked a
  JOIN api_secrets s ON s.hash = a.hash
  JOIN api_keys k ON k.id = s.key_id
),
clock AS MATERIALIZED (
  SELECT floor(extract(epoch FROM now()) / 60)::int AS minute,
    floor(extract(epoch FROM now()) / 3600)::int AS hour,
    floor(extract(epoch FROM now()) / 86400)::int AS day
),
wanted AS (
  SELECT key_id, min(revision) AS revision, sum(requests)::int AS requests,
    min(limit_per_minute) AS per_minute, min(limit_per_hour) AS per_hour, min(limit_per_day) AS per_day
  FROM found WHERE state = 'active' GROUP BY key_id
),
locked AS MATERIALIZED (
  SELECT w.*, n.requests, n.per_minute, n.per_hour, n.per_day
  FROM wanted n JOIN key_windows w ON w.key_id = n.key_id AND w.revision = n.revision
  ORDER BY w.key_id
  FOR UPDATE OF w
),
current AS (
  SELECT l.key_id, l.requests, l.per_minute, l.per_hour, l.per_day,
    greatest(l.minute_bucket, c.minute) AS minute_bucket,
    greatest(l.hour_bucket, c.hour) AS hour_bucket,
    greatest(l.day_bucket, c.day) AS day_bucket,
    CASE WHEN l.minute_bucket >= c.minute THEN l.minute_used ELSE 0 END AS minute_used,
    CASE WHEN l.hour_bucket >= c.hour THEN l.hour_used ELSE 0 END AS hour_used,
    CASE WHEN l.day_bucket >= c.day THEN l.day_used ELSE 0 END AS day_used
  FROM locked l CROSS JOIN clock c
),
granting AS MATERIALIZED (
  SELECT *, greatest(0, least(
    requests, per_minute - minute_used, per_hour - hour_used, per_day - day_used
  )) AS granted
  FROM current
),
charged AS (
  UPDATE key_windows w SET
    minute_bucket = g.minute_bucket, minute_used = g.minute_used + g.granted,
    hour_bucket = g.hour_bucket, hour_used = g.hour_used + g.granted,
    day_bucket = g.day_bucket, day_used = g.day_used + g.granted
  FROM granting g WHERE w.key_id = g.key_id AND g.granted > 0
),
verdicts AS MATERIALIZED (
  SELECT f.*, g.minute_bucket, g.minute_used, g.hour_bucket, g.hour_used, g.day_bucket, g.day_used,
    CASE WHEN f.state = 'active' AND g.key_id IS NULL THEN 'changed' ELSE f.state END AS verdict,
    least(g.granted, f.earlier) AS before,
    greatest(0, least(f.requests, g.granted - f.earlier)) AS granted
  FROM (
    SELECT *, sum(requests) OVER (PARTITION BY key_id, state ORDER BY position)::int - requests AS earlier
    FROM found
  ) f LEFT JOIN granting g ON g.key_id = f.key_id AND f.state = 'active'
),
journaled AS (
  INSERT INTO usage_journal (instance, batch, decided_at, requests, verdicts)
  SELECT $3, $4, date_trunc('milliseconds', now()), $5,
    jsonb_agg(jsonb_build_array(position, secret_id, verdict, granted))
  FROM verdicts HAVING count(*) > 0
)`;

const ANSWER = `
  position::int, verdict, granted, before,
  (extract(epoch FROM date_trunc('milliseconds', now())) * 1000)::float8,
  organization_id, key_id, secret_id, pepper_version, name, environment,
  array_to_string(permissions, ' '), array_to_string(allowed_ips, ' '),
  (extract(epoch FROM expires_at) * 1000)::float8, revision,
  limit_per_minute, minute_used, minute_bucket,
  limit_per_hour, hour_used, hour_bucket,
  limit_per_day, day_used, day_bucket,
  product_id, surface_id, array_to_string(capabilities, ' ')`;

/** The decisions of a batch. */
export const DECIDE = `${DECISION}
SELECT ${ANSWER} FROM verdicts`;

/** The same, with what stands behind the endpoint that each key calls on its own surface. */
export const DECIDE_CALLS = `${DECISION}
SELECT ${ANSWER}, t.*
FROM verdicts v LEFT JOIN LATERAL (
  SELECT s.status = 'paused', s.behavior #>> '{response,mode}',
    i.enabled AND c.enabled, c.id, c.revision, i.config ->> 'outputStep',
    f.id, f.revision, f.published_version
  FROM surfaces s
  LEFT JOIN surface_items i ON i.surface_id = s.id AND i.endpoint_slug = v.slug
  LEFT JOIN capabilities c ON c.id = i.capability_id
  LEFT JOIN flows f ON f.id = c.flow_id
  WHERE s.id = v.surface_id AND v.slug IS NOT NULL
) t (paused, answer_mode, offered, capability_id, capability_revision, output_step,
  flow_id, flow_revision, published_version) ON true`;
