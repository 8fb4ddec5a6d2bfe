import "server-only";

/** What is known of a request when it is decided; enough to record it should the process die. */
export type JournaledRequest = {
  requestId: string;
  method: string;
  /** Route pattern, such as `/v1/flows/{id}`. */
  route: string;
  /** The path as it was asked for; null where it is the route itself. */
  path: string | null;
  permission: string | null;
  /** As the operator allows it to be kept. */
  address: string | null;
  userAgent: string | null;
  /** The run of a flow that it may begin. */
  run: { executionId: string; of: string | null } | null;
};

/** The record of one decision statement, kept until each of its requests is an event. */
export type JournalEntry = { instance: string; batch: number };

/** Names the journal entry that a decision belongs to. */
export type Ticket = JournalEntry & {
  /** Unix milliseconds, by the database's clock. */
  at: number;
  /** How many decisions have this entry's ticket: once all are recorded the entry is done with. */
  size: number;
};

/** Whose decision it is, and whom the key belonged to then. */
export type KeyReference = {
  organizationId: string;
  keyId: string;
  secretId: string;
  customerId: string | null;
  /** What the customer uses the key in. */
  integration: string | null;
};

/** Of a tier that a call reaches: its number from 1, units, and the price of one in millionths. */
export type PricePart = readonly [tier: number, units: number, unitPrice: number];

/** Millionths. */
export function priceOf(parts: readonly PricePart[] | null): number {
  if (!parts) return 0;
  return parts.reduce((sum, [, units, unitPrice]) => sum + units * unitPrice, 0);
}

/** What a call took of the quota of its customer, and what it is sold for. */
export type Taken = {
  units: number;
  /** Those beyond a soft quota. */
  overageUnits: number;
  /** Null where it has no price. */
  priceParts: readonly PricePart[] | null;
  /** Whether it is billed where it fails. */
  failureBilled: boolean;
};

export const NOTHING_TAKEN: Taken = {
  units: 0,
  overageUnits: 0,
  priceParts: null,
  failureBilled: false,
};

/** What a request takes if it is let in, of a key that has a customer. */
export type Metered = Pick<KeyReference, "customerId" | "integration"> & {
  units: number;
  capabilityId: string | null;
  /** The units of a soft quota, and the customer's position in its batch. */
  soft: readonly [quota: number, position: number] | null;
};

/** A request in the column `requests`, with the positions of the secrets it may have come with. */
export function toJournal(
  request: JournaledRequest,
  positions: readonly number[],
  metered?: Metered,
): unknown[] {
  return [
    positions,
    request.requestId,
    request.method,
    request.route,
    request.permission,
    request.address,
    request.userAgent,
    request.run?.executionId ?? null,
    request.run?.of ?? null,
    request.path,
    ...(metered
      ? [
          metered.customerId,
          metered.integration,
          metered.units,
          metered.capabilityId,
          ...(metered.soft ?? []),
        ]
      : []),
  ];
}

/**
 * CTEs that take batches ($2) of an instance ($1) out of the journal, the last named `event`: each
 * request that was decided, as the event of one that was cut off. The column `verdicts` holds, for
 * each secret, its position, its id, its verdict, how many requests were granted to its key, how
 * many its windows had been asked about before, and whose the key was where the request does not say it.
 * Where the key has a customer, it holds that for each request: one that was charged in turn is itself
 * let in or `limited`, with all that its key was asked before it, the parts of its price, and whether a
 * failure is billed.
 */
export const TAKE_ENTRIES = `
taken AS MATERIALIZED (
  DELETE FROM usage_journal WHERE instance = $1 AND batch = ANY ($2::int[])
  RETURNING batch, decided_at, months, requests::jsonb AS requests, verdicts::jsonb AS verdicts, units
),
asked AS (
  SELECT t.batch, t.decided_at AS at, v.verdict ->> 1 AS secret_id, v.verdict ->> 2 AS verdict,
    (v.verdict ->> 3)::int AS granted, (v.verdict ->> 4)::bigint AS earlier, r.request, r.number,
    coalesce(v.verdict ->> 5, r.request ->> 10, '') AS customer_id,
    coalesce(v.verdict ->> 6, r.request ->> 11, '') AS integration, t.units -> (r.request ->> 1) AS taken,
    v.verdict -> 7 AS price_parts, v.verdict -> 8 AS failure_billed,
    (r.request ->> 14)::bigint AS soft_quota, t.months[(r.request ->> 15)::int] AS month_before
  FROM taken t
  CROSS JOIN LATERAL jsonb_array_elements(t.verdicts) AS v (verdict)
  JOIN LATERAL jsonb_array_elements(t.requests) WITH ORDINALITY AS r (request, number)
    ON r.request -> 0 @> (v.verdict -> 0)
),
judged AS (
  SELECT a.*, s.organization_id, s.key_id,
    CASE WHEN a.verdict <> 'active' THEN a.verdict
      WHEN row_number() OVER (PARTITION BY a.batch, s.key_id, a.verdict ORDER BY a.number) <= a.granted
      THEN 'interrupted' ELSE 'limited' END AS outcome,
    a.earlier + row_number() OVER (PARTITION BY a.batch, s.key_id, a.earlier ORDER BY a.number) AS place
  FROM asked a JOIN api_secrets s ON s.id = a.secret_id
  WHERE a.verdict <> 'changed'
),
event AS (
  SELECT j.organization_id, j.key_id, j.secret_id, j.request ->> 1 AS request_id, j.at,
    j.request ->> 2 AS method, j.request ->> 3 AS route, j.request ->> 4 AS permission, j.outcome,
    NULL::smallint AS status, NULL::int AS duration_us,
    j.request ->> 5 AS address, j.request ->> 6 AS user_agent,
    j.request ->> 7 AS execution_id, j.request ->> 8 AS runs,
    j.request ->> 9 AS path, j.place, NULL AS asked_permissions, j.customer_id, j.integration,
    coalesce(of_call.units, 0) AS units, coalesce(of_call.overage_units, least(of_call.units, greatest(0,
      j.month_before + sum(of_call.units) OVER (PARTITION BY j.batch, j.customer_id ORDER BY j.number)
        - j.soft_quota)), 0) AS overage_units,
    coalesce(of_call.capability_id, '') AS capability_id, of_call.price_parts,
    coalesce(of_call.billable, false) AS billable,
    CASE WHEN of_call.billable THEN price_of(of_call.price_parts) ELSE 0 END AS price, 0::bigint AS cost
  FROM judged j LEFT JOIN LATERAL (
    SELECT coalesce(j.taken ->> 0, j.request ->> 12)::int AS units, (j.taken ->> 1)::int AS overage_units,
      coalesce(j.taken ->> 2, j.request ->> 13) AS capability_id,
      nullif(coalesce(j.taken -> 3, j.price_parts), 'null') AS price_parts,
      coalesce(j.taken -> 3, j.price_parts) <> 'null'
        AND nullif(coalesce(j.taken -> 4, j.failure_billed), 'null')::boolean AS billable
  ) of_call ON j.outcome = 'interrupted'
)`;

export type AbandonedBatch = JournalEntry & {
  /** When the journal was first read without finding it, by the process's monotonic clock. */
  missedAt?: number;
};

declare global {
  var runtypeAbandonedBatches: AbandonedBatch[] | undefined;
}

export function abandonedBatches(): AbandonedBatch[] {
  globalThis.runtypeAbandonedBatches ??= [];
  return globalThis.runtypeAbandonedBatches;
}

/** Leaves a batch whose requests nobody will settle, committed or not, to the sweeper. */
export function abandonBatch({ instance, batch }: JournalEntry): void {
  abandonedBatches().push({ instance, batch });
}
