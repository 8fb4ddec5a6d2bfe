import "server-only";
import { listSurfaceKeysContract } from "@/lib/contracts/surface-key";
import { pageOfKeys } from "@/lib/services/key/page-of-keys";
import { defineRead } from "@/lib/services/verb";
import { assertSurfaceExists, surfacePlace, viewSurfaceKeys } from "./view";

export const listSurfaceKeys = defineRead(
  listSurfaceKeysContract,
  async ({ principal, input, db }) => {
    const place = surfacePlace(principal, input);
    await assertSurfaceExists(db, place);
    const { id: _, surfaceId: __, ...query } = input;
    const { states, pagination } = await pageOfKeys(db, place, query);
    return { data: await viewSurfaceKeys(db, place, states), pagination };
  },
);
