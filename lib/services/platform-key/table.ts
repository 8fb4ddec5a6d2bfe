import "server-only";
import { platformKeyTableContract } from "@/lib/contracts/platform-key-screen";
import { defineRead } from "@/lib/services/verb";
import { sparklines } from "@/lib/usage/key-traffic";
import { listPlatformKeys } from "./list";

export const platformKeyTable = defineRead(
  platformKeyTableContract,
  async ({ principal, input, requestId }) => {
    const page = await listPlatformKeys.perform({ principal, requestId }, () => input);
    const ids = page.data.map(({ id }) => id);
    const lines = await sparklines(principal.organizationId, ids);
    return {
      keys: page.data.map((key) => ({ ...key, requestsLast7Days: lines.get(key.id) ?? [] })),
      nextCursor: page.pagination.nextCursor,
      total: page.total,
      timestamp: page.timestamp,
    };
  },
);
