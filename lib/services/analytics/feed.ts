import "server-only";
import { usageEventsContract } from "@/lib/contracts/analytics/feed";
import { invalidField } from "@/lib/core/errors";
import { JsonText } from "@/lib/core/json-text";
import { feedDropped } from "@/lib/core/refusals";
import { assertHolds, holds, seenEnvironment } from "@/lib/services/caller-rights";
import { defineTextRead } from "@/lib/services/verb";
import { feedCursor, positionOf } from "@/lib/usage/feed-cursor";
import { cursorKeyOf, readFeed } from "@/lib/usage/read-feed";

export const listUsageEvents = defineTextRead(usageEventsContract, async (context) => {
  const { principal, input } = context;
  assertHolds(principal, "ANALYTICS:READ");
  const { organizationId } = principal;
  const cursorKey = await cursorKeyOf(organizationId);
  const after = startOf(cursorKey, input.cursor);
  const isSeen = seenEnvironment(principal, undefined) !== "test";
  const money = holds(principal, "COSTS:READ") ? "withCost" : "withoutCost";
  const page = await readFeed(organizationId, after ?? 0n, isSeen ? input.limit : 0, money);
  const { events, droppedUntil, last, hasMore } = page;
  if (after !== undefined && after < droppedUntil) {
    throw feedDropped(feedCursor(cursorKey, droppedUntil));
  }
  const nextCursor = feedCursor(cursorKey, last ?? after ?? droppedUntil);
  const pagination = JSON.stringify({ nextCursor, hasMore });
  return new JsonText(`{"data":[${events ?? ""}],"pagination":${pagination}}`);
});

/** The position to begin after; undefined for the earliest. Throws `bad_request`. */
function startOf(cursorKey: string, cursor: string | undefined): bigint | undefined {
  if (cursor === undefined) return undefined;
  const position = positionOf(cursorKey, cursor);
  if (position === undefined) throw invalidField("cursor", "Not a cursor of this feed.");
  return position;
}
