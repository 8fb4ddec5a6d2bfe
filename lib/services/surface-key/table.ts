import "server-only";
import { surfaceKeyTableContract } from "@/lib/contracts/surface-key-screen";
import { pageOfKeys } from "@/lib/services/key/page-of-keys";
import { defineRead } from "@/lib/services/verb";
import { sparklines } from "@/lib/usage/key-traffic";
import { showKeys } from "./show-keys";
import { assertSurfaceExists, surfacePlace, viewSurfaceKeys } from "./view";

export const surfaceKeyTable = defineRead(
  surfaceKeyTableContract,
  async ({ principal, input, db }) => {
    const place = surfacePlace(principal, input);
    await assertSurfaceExists(db, place);
    const { id: _, surfaceId: __, ...query } = input;
    const { states, pagination, total } = await pageOfKeys(db, place, query);
    const keys = await showKeys(db, place, await viewSurfaceKeys(db, place, states));
    const lines = await sparklines(
      principal.organizationId,
      keys.map(({ id }) => id),
    );
    return {
      keys: keys.map((key) => ({ ...key, requestsLast7Days: lines.get(key.id) ?? [] })),
      nextCursor: pagination.nextCursor,
      total,
      timestamp: new Date().toISOString(),
    };
  },
);
