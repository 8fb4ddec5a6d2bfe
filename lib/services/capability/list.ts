import "server-only";
import { listCapabilitiesContract } from "@/lib/contracts/capability";
import { readPage } from "@/lib/db/keyset";
import { viewCapability, withFlow } from "@/lib/services/catalog/capability-view";
import { assertProduct, placeOf } from "@/lib/services/catalog/find";
import { defineRead } from "@/lib/services/verb";

export const listCapabilities = defineRead(
  listCapabilitiesContract,
  async ({ principal, input, db }) => {
    const place = placeOf(principal, input.id);
    await assertProduct(db, place);
    const { rows, pagination } = await readPage(input, "capability", ({ after, ...page }) =>
      db.capability.findMany({ where: { ...place, AND: after }, include: withFlow, ...page }),
    );
    return { data: rows.map(viewCapability), pagination };
  },
);
