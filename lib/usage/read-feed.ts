import "server-only";
import { readRows } from "@/lib/db/pool";

type Page = {
  /** The events, in JSON and separated by commas; null for none. */
  events: string | null;
  last: string | null;
  hasMore: boolean;
  /** The last position that was dropped from the feed. */
  droppedUntil: string;
};

/** Millionths as `formatAmount` has them. */
const money = (column: string) =>
  `CASE ${column} WHEN 0 THEN '0' ELSE trim_scale(${column} / 1000000.0)::text END`;

/** A call as a CloudEvent. Ids are ours; what people wrote is quoted. */
const eventOf = (hasCost: boolean) => `'{"specversion":"1.0","id":"' || request_id
  || '","source":"/organizations/' || organization_id
  || '","type":"runtype.usage.call","subject":' || to_json(subject)::text
  || ',"time":"' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  || '","datacontenttype":"application/json","data":{"keyId":"' || key_id
  || '","customerId":"' || customer_id
  || '","integration":' || coalesce(to_json(nullif(integration, ''))::text, 'null')
  || ',"capabilityId":"' || capability_id || '","units":' || units::text
  || ',"price":"' || ${money("price")}
  ${hasCost ? `|| '","cost":"' || ${money("cost")}` : ""}
  || '","environment":"production","outcome":"' || outcome || '"}}'`;

/** A page in one text: as rows, many calls would hold up all that a process does meanwhile. */
const pageWith = (hasCost: boolean) => `
SELECT string_agg(${eventOf(hasCost)}, ',' ORDER BY position) AS events, max(position) AS last,
  EXISTS (
    SELECT FROM usage_feed f WHERE f.organization_id = $1 AND f.position > max(page.position)
  ) AS "hasMore",
  (SELECT dropped_until FROM usage_feeds WHERE organization_id = $1) AS "droppedUntil"
FROM (
  SELECT * FROM usage_feed WHERE organization_id = $1 AND position > $2 ORDER BY position LIMIT $3
) AS page`;

const PAGES = { withCost: pageWith(true), withoutCost: pageWith(false) };

/** What comes after a position in the feed of an organization. */
export async function readFeed(
  organizationId: string,
  after: bigint,
  limit: number,
  money: keyof typeof PAGES = "withCost",
) {
  const [page] = await readRows<Page>(PAGES[money], [organizationId, String(after), limit]);
  if (!page) throw new Error("a page without its end");
  const { events, hasMore } = page;
  const droppedUntil = BigInt(page.droppedUntil);
  return { events, hasMore, droppedUntil, last: page.last === null ? null : BigInt(page.last) };
}

/** What cursors of an organization are signed with. */
export async function cursorKeyOf(organizationId: string): Promise<string> {
  const [feed] = await readRows<{ key: string }>(
    "SELECT cursor_key AS key FROM usage_feeds WHERE organization_id = $1",
    [organizationId],
  );
  if (!feed) throw new Error("an organization without a feed");
  return feed.key;
}
