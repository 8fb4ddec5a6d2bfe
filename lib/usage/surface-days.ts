import "server-only";
import { readRows } from "@/lib/db/pool";
import { countedRows } from "./read-roll-ups";

/** Today included. */
const DAYS = 30;
const DAY_MS = 86_400_000;

const BY_DAY = `
SELECT bucket AS at, outcome, sum(requests)::float8 AS requests
FROM ${countedRows("day", "keys", {
  text: `organization_id = $1 AND bucket >= $4 AND bucket < $5
    AND key_id = ANY (ARRAY(SELECT id FROM api_keys
      WHERE organization_id = $1 AND customer_id = $2 AND surface_id = ANY ($3)))`,
})}
GROUP BY bucket, outcome ORDER BY bucket`;

type Asked = { organizationId: string; customerId: string; surfaceIds: readonly string[] };

/** Requests with keys that a customer has of some surfaces on the last 30 UTC days, by outcome. */
export async function surfaceDays({ organizationId, customerId, surfaceIds }: Asked, now: Date) {
  const to = new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS);
  const from = new Date(to.getTime() - DAYS * DAY_MS);
  type Count = { at: Date; outcome: string; requests: number };
  const values = [organizationId, customerId, surfaceIds, from, to];
  return { from, to, counts: await readRows<Count>(BY_DAY, values) };
}
