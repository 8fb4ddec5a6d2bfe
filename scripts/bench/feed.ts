import { pool } from "@/lib/db/pool";
import { listUsageEvents } from "@/lib/services/analytics/feed";

const PAGE = 10_000;

/** Billable calls of 100 keys of 20 customers, as they stand in the feed. */
const FILL = `
INSERT INTO usage_feed (organization_id, request_id, at, key_id, customer_id, integration, capability_id,
  units, price, cost, outcome, subject)
SELECT $1, 'req_' || lpad(n::text, 26, '0'), now(), 'key_' || lpad((n % 100)::text, 26, '0'),
  'cus_' || lpad((n % 20)::text, 26, '0'), 'CRM sync', 'cap_' || lpad((n % 5)::text, 26, '0'),
  1, 2000, 310, 'ok', 'customer-' || n % 20
FROM generate_series(1, $2) AS n`;

/** Reads a feed of so many calls from its beginning, page by page; answers calls per second and MB of heap. */
export async function readWholeFeed(organizationId: string, calls: number) {
  await pool().query("INSERT INTO organizations (id, name) VALUES ($1, $1)", [organizationId]);
  await pool().query(FILL, [organizationId, calls]);
  await pool().query("ANALYZE usage_feed");
  const began = performance.now();
  let [cursor, read, highest] = [{}, 0, 0];
  for (;;) {
    const { data, pagination } = await pageOf(organizationId, cursor);
    read += data.length;
    highest = Math.max(highest, process.memoryUsage().heapUsed);
    if (!pagination.hasMore) break;
    cursor = { cursor: pagination.nextCursor };
  }
  if (read !== calls) throw new Error(`${read} of ${calls} calls were read`);
  return {
    perSecond: (read / (performance.now() - began)) * 1_000,
    megabytes: highest / 1024 ** 2,
  };
}

type Page = { data: unknown[]; pagination: { nextCursor: string; hasMore: boolean } };

/** A page as its reader gets it, parsed. */
async function pageOf(organizationId: string, cursor: object): Promise<Page> {
  const caller = { principal: readerOf(organizationId), requestId: "req_bench" };
  const { text } = await listUsageEvents.perform(caller, () => ({ limit: PAGE, ...cursor }));
  return JSON.parse(text);
}

function readerOf(organizationId: string) {
  return {
    kind: "platformKey" as const,
    ...{ organizationId, keyId: "key_bench", secretId: "sec_bench", name: "Bench" },
    environment: "production" as const,
    permissions: ["CUSTOMERS:READ", "ANALYTICS:READ"],
    allowedIps: [],
    expiresAt: null,
    customerId: null,
    windows: [],
  };
}
