import "server-only";
import pg from "pg";
import { WINDOW_NAMES, WINDOWS, type WindowName } from "@/lib/core/windows";

const each = (text: (window: WindowName) => string) => WINDOW_NAMES.map(text).join(", ");

/** The instant of the decision; a subquery, so that it is worked out once. */
const NOW = "(SELECT instant FROM moment)";

const bucket = (window: WindowName) =>
  `(SELECT floor(date_part('epoch', instant) / ${WINDOWS[window].seconds})::int FROM moment)`;

/** What is used of a window as it stands while its row is held. */
const used = (window: WindowName) =>
  `CASE WHEN w.${window}_bucket >= n.${window} THEN w.${window}_used ELSE 0 END`;

const left = (window: WindowName) => `n.limit_per_${window} - ${used(window)}`;

const GRANTED = `greatest(0, least(n.requests, ${each(left)}))`;

const charge = (window: WindowName) => `
    ${window}_bucket = greatest(w.${window}_bucket, n.${window}),
    ${window}_used = ${used(window)} + ${GRANTED}`;

const MOMENT = `
moment AS MATERIALIZED (
  SELECT date_trunc('milliseconds', clock_timestamp()) AS instant
)`;

/** Rows `n` are charged in key order, so batches never deadlock; a row that was waited for is read again. */
const chargedFrom = (rows: string, position: string) => `
charged AS (
  UPDATE key_windows w SET ${each(charge)},
    granted = ${GRANTED}, asked = w.asked + n.asked
  FROM (${rows} ORDER BY key_id) n
  WHERE w.key_id = n.key_id AND w.revision = n.revision
  RETURNING ${position} AS charged_id, w.granted, w.asked - n.asked AS earlier,
    ${each((window) => `w.${window}_bucket, w.${window}_used`)}
)`;

const BUCKETS = each((window) => `${bucket(window)} AS ${window}`);

const MILLISECONDS = "(SELECT (extract(epoch FROM instant) * 1000)::float8 FROM moment)";

/**
 * Charges keys by what is known of them. Parameters: keys, their revisions, requests to be charged, ends
 * (Unix milliseconds), organizations whose offers they rest on and the revisions of those; journal
 * instance, batch and requests; of each slot what the journal says of it and its key's position; per key
 * all requests, and a limit for each window. Answers its instant, and in one text the numbers of each key
 * that was charged, one key after the other: many small values cost more to read than to charge. A key
 * whose revision is another one, whose time is over, or whose organization offers something else by now,
 * is not charged and not in it.
 *
 * The key's revision stands in the row that is charged, so a statement that waited for a change sees
 * it. Others are compared as of the statement's snapshot: it began after every change that was
 * acknowledged before the request came.
 */
export const CHARGE = `
WITH ${MOMENT},
${chargedFrom(
  `SELECT a.*, ${BUCKETS}
    FROM unnest($1::text[], $2::bigint[], $3::int[], $4::float8[], $5::text[], $6::bigint[],
      $12::int[], ${WINDOW_NAMES.map((_, index) => `$${13 + index}::int[]`).join(", ")})
      WITH ORDINALITY AS a(key_id, revision, requests, ends_at, organization_id, offered, asked,
      ${each((window) => `limit_per_${window}`)}, position)
    WHERE (a.ends_at > ${MILLISECONDS} OR a.ends_at IS NULL) AND (a.organization_id IS NULL OR EXISTS (
      SELECT FROM offer_revisions o
      WHERE o.organization_id = a.organization_id AND o.revision = a.offered))`,
  "n.position",
)},
journaled AS (
  INSERT INTO usage_journal (instance, batch, decided_at, requests, verdicts)
  SELECT $7, $8, ${NOW}, $9, '[' || string_agg(concat(s.said, granted, ',', earlier, ']'), ',') || ']'
  FROM unnest($10::text[], $11::int[]) AS s(said, charge) JOIN charged ON charged_id = s.charge
  HAVING count(*) > 0
)
SELECT ${MILLISECONDS}, string_agg(concat_ws(',', charged_id, granted, earlier,
  ${each((window) => `${window}_used, ${window}_bucket`)}), ',')
FROM charged`;

/** Of a customer: its own limit, that of its plan, or none. */
const inForce = (column: string) => `
    CASE WHEN '${column}' <> ALL (u.unlimited) THEN coalesce(u.${column}, p.${column}) END`;

/** Whether a customer is refused what its quota has no room for. */
const IS_HARD = "coalesce(u.quota_mode, p.quota_mode) IS DISTINCT FROM 'soft'";

/** The function of the migration `billing`. */
export const CHARGE_IN_TURN = `SELECT charge_in_turn(${Array.from({ length: 22 }, (_, at) => `$${at + 1}`).join(", ")})`;

/**
 * Reads, judges and charges every secret of a batch. Parameters: hashes, requests per hash, journal
 * instance, batch, requests, and the endpoint that each calls and from where. A key that has a customer is read alone, to be charged
 * in turn. A request from an address
 * that is not on the key's list is not charged. A key that changed meanwhile shows another revision in
 * its window: its state is `changed`, ask again.
 *
 * The clock is read after the snapshot and before the charge: a change takes its own instant while it
 * holds the window, so what was decided before it is never later, and what saw it is never earlier.
 */
const READ = `
WITH ${MOMENT},
found AS MATERIALIZED (
  SELECT a.position, a.requests, a.slug, s.id AS secret_id, s.pepper_version, s.retire_at,
    k.id AS key_id, k.organization_id, k.name, k.environment, k.permissions, k.allowed_ips,
    k.expires_at, ${each((window) => `k.limit_per_${window}`)}, k.revision AS edits, w.revision,
    k.product_id, k.surface_id, k.integration, u.id AS customer_id, uw.revision AS customer_revision, p.id AS plan_id,
    p.state AS plan_state, ${each((window) => `${inForce(`limit_per_${window}`)} AS customer_${window}`)},
    ${inForce("units_per_month")} AS units, ${IS_HARD} AS hard,
    ${inForce("spend_cap_per_month")} AS spend_cap,
    (SELECT o.currency FROM organizations o WHERE o.id = u.organization_id) AS currency,
    coalesce(u.is_priced OR p.is_priced, u.is_priced, false) AS priced,
    coalesce(u.status = 'suspended', false) AS suspended,
    CASE WHEN k.surface_id IS NOT NULL THEN (
      SELECT o.revision FROM offer_revisions o WHERE o.organization_id = k.organization_id
    ) END AS offered,
    CASE WHEN k.scoped THEN ARRAY(
      SELECT capability_id FROM key_capabilities c WHERE c.key_id = k.id
    ) END AS capabilities,
    CASE
      WHEN k.revoked_at IS NOT NULL THEN 'revoked'
      WHEN k.disabled_at IS NOT NULL THEN 'disabled'
      WHEN k.expires_at <= ${NOW} THEN 'expired'
      WHEN s.retire_at <= ${NOW} THEN 'retired'
      WHEN k.allowed_ips <> '{}' AND (a.address <<= ANY (k.allowed_ips::inet[])) IS NOT TRUE
        THEN 'address_not_allowed'
      WHEN u.status = 'suspended' THEN 'suspended'
      ELSE 'active'
    END AS state
  FROM unnest($1::bytea[], $2::int[], $6::text[], $7::inet[]) WITH ORDINALITY
    AS a(hash, requests, slug, address, position)
  JOIN api_secrets s ON s.hash = a.hash
  JOIN api_keys k ON k.id = s.key_id
  JOIN key_windows w ON w.key_id = k.id
  LEFT JOIN customers u ON u.id = k.customer_id
  LEFT JOIN customer_windows uw ON uw.customer_id = u.id
  LEFT JOIN plans p ON p.id = u.plan_id
),
${chargedFrom(
  `SELECT key_id, min(revision) AS revision,
      coalesce(sum(requests) FILTER (WHERE state = 'active'), 0)::int AS requests,
      sum(requests)::int AS asked,
      ${each((window) => `min(limit_per_${window}) AS limit_per_${window}`)}, ${BUCKETS}
    FROM found WHERE state IN ('active', 'address_not_allowed') AND customer_id IS NULL
    GROUP BY key_id`,
  "w.key_id",
)},
verdicts AS MATERIALIZED (
  SELECT f.*, g.*,
    CASE WHEN f.state IN ('active', 'address_not_allowed') AND f.customer_id IS NULL
      AND g.charged_id IS NULL THEN 'changed' ELSE f.state END AS verdict
  FROM found f LEFT JOIN charged g ON g.charged_id = f.key_id
    AND f.state IN ('active', 'address_not_allowed')
),
journaled AS (
  INSERT INTO usage_journal (instance, batch, decided_at, requests, verdicts)
  SELECT $3, $4, ${NOW}, $5, json_agg(json_build_array(
    position, secret_id, verdict, coalesce(granted, 0), earlier, customer_id, integration))
  FROM verdicts
  WHERE customer_id IS NULL OR state NOT IN ('active', 'address_not_allowed', 'suspended')
  HAVING count(*) > 0
)`;

const ANSWER = `
  position::int, ${MILLISECONDS}, verdict, organization_id, key_id, secret_id, pepper_version, name,
  environment, array_to_string(permissions, ' '), array_to_string(allowed_ips, ' '),
  (extract(epoch FROM expires_at) * 1000)::float8, (extract(epoch FROM retire_at) * 1000)::float8,
  edits, revision, offered, product_id, surface_id, array_to_string(capabilities, ' '), granted, earlier::float8,
  ${each((window) => `limit_per_${window}, ${window}_used, ${window}_bucket`)},
  customer_id, customer_revision, plan_id, plan_state, ${each((window) => `customer_${window}`)},
  units::float8, hard, suspended, integration, spend_cap::float8, currency, priced`;

/** The decisions of a batch. */
export const READ_AND_CHARGE = `${READ}
SELECT ${ANSWER} FROM verdicts`;

/** The same, with what stands behind the endpoint that each key calls on its own surface. */
export const READ_AND_CHARGE_CALLS = `${READ}
SELECT ${ANSWER}, t.*
FROM verdicts v LEFT JOIN LATERAL (
  SELECT s.status = 'paused', s.behavior #>> '{response,mode}',
    i.enabled AND c.enabled, c.id, c.revision, i.config ->> 'outputStep',
    f.id, f.revision, f.published_version, c.weight, (
      SELECT json_agg(json_build_array(extract(epoch FROM k.valid_from) * 1000, k.unit_cost)
        ORDER BY k.valid_from DESC)
      FROM (SELECT * FROM capability_costs WHERE capability_id = c.id ORDER BY valid_from DESC LIMIT 2) k
    )
  FROM surfaces s
  LEFT JOIN surface_items i ON i.surface_id = s.id AND i.endpoint_slug = v.slug
  LEFT JOIN capabilities c ON c.id = i.capability_id
  LEFT JOIN flows f ON f.id = c.flow_id
  WHERE s.id = v.surface_id AND v.slug IS NOT NULL
) t (paused, answer_mode, available, capability_id, capability_revision, output_step,
  flow_id, flow_revision, published_version, weight, costs) ON true`;

/** What is used of the windows of a key that are open now. */
export const WINDOWS_NOW = `
SELECT ${each((window) => `${used(window)} AS ${window}`)}
FROM key_windows w JOIN api_keys k ON k.id = w.key_id CROSS JOIN (SELECT ${each(
  (window) => `floor(extract(epoch FROM now()) / ${WINDOWS[window].seconds}) AS ${window}`,
)}) n
WHERE k.organization_id = $1 AND k.id = $2`;

/** Writes to the journal and takes it back, so that nothing is left of it; numbers of batches begin at 1. */
export const probeOf = (instance: string) => `
BEGIN;
SET LOCAL synchronous_commit = on;
INSERT INTO usage_journal (instance, batch, decided_at, requests, verdicts)
VALUES (${pg.escapeLiteral(instance)}, 0, now(), '[]', '[]');
DELETE FROM usage_journal WHERE instance = ${pg.escapeLiteral(instance)} AND batch = 0;
COMMIT`;
