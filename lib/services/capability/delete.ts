import "server-only";
import { deleteCapabilityContract } from "@/lib/contracts/capability";
import { notFound } from "@/lib/core/errors";
import { lockOffers } from "@/lib/db/catalog-locks";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite } from "@/lib/services/verb";

export const deleteCapability = defineWrite(
  deleteCapabilityContract,
  async ({ principal, input, db, precondition }) => {
    const { id: productId, capabilityId: id } = input;
    const place = await takeProduct(db, principal, productId, "Capability");
    const found = await db.capability.findFirst({
      where: { ...place, id },
      select: { revision: true, capabilityName: true, _count: { select: { items: true } } },
    });
    if (!found) throw notFound("Capability");
    assertUnchanged(found.revision, { precondition }, "capability");
    await lockOffers(db, { ...place, capabilityId: id });
    await db.capability.delete({ where: { id } });
    const removed = { items: found._count.items };
    return {
      output: { id, deleted: true as const, removed },
      audit: {
        target: { type: "capability", id },
        metadata: { productId, name: found.capabilityName, ...removed },
      },
    };
  },
);
