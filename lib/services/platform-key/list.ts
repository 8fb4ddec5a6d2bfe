import "server-only";
import { listPlatformKeysContract } from "@/lib/contracts/platform-key";
import { readKeyStates } from "@/lib/db/key-states";
import { readCursor, writeCursor } from "@/lib/services/platform-key/key-cursor";
import { viewKeys } from "@/lib/services/platform-key/view";
import { defineRead } from "@/lib/services/verb";

export const listPlatformKeys = defineRead(
  listPlatformKeysContract,
  async ({ principal, input, db }) => {
    const { cursor, limit, sort, ...filters } = input;
    const { rows, total } = await readKeyStates(db, {
      ...filters,
      organizationId: principal.organizationId,
      sort,
      limit: limit + 1,
      ...(cursor !== undefined && { cursor: readCursor(input, cursor) }),
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const hasMore = rows.length > limit;
    const data = await viewKeys(db, page);
    return {
      data,
      pagination: { nextCursor: hasMore && last ? writeCursor(input, last) : null, hasMore, limit },
      apiKeys: data,
      total,
      timestamp: new Date().toISOString(),
    };
  },
);
