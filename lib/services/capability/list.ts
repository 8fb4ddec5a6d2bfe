import "server-only";
import { listCapabilitiesContract } from "@/lib/contracts/capability";
import { NEWEST_FIRST, olderThan, placeByCreation, readCursor, toPage } from "@/lib/db/keyset";
import { viewCapability, withFlow } from "@/lib/services/catalog/capability-view";
import { assertProduct, placeOf } from "@/lib/services/catalog/find";
import { defineRead } from "@/lib/services/verb";

export const listCapabilities = defineRead(
  listCapabilitiesContract,
  async ({ principal, input, db }) => {
    const { id, limit, cursor } = input;
    const place = placeOf(principal, id);
    await assertProduct(db, place);
    const found = await db.capability.findMany({
      where: { ...place, AND: [olderThan(readCursor(cursor, "capability"))] },
      orderBy: [...NEWEST_FIRST],
      take: limit + 1,
      include: withFlow,
    });
    const { rows, pagination } = toPage(found, limit, placeByCreation);
    return { data: rows.map(viewCapability), pagination };
  },
);
