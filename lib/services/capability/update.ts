import "server-only";
import { updateCapabilityContract } from "@/lib/contracts/capability";
import { notFound } from "@/lib/core/errors";
import { Prisma } from "@/lib/db/generated/client";
import { schemaOfFlow } from "@/lib/services/catalog/add-capability";
import { viewCapability, withFlow } from "@/lib/services/catalog/capability-view";
import { assertJsonSchema } from "@/lib/services/catalog/parameters-schema";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { changesOf, isNothing } from "@/lib/services/changes-of";
import { assertMayExpose } from "@/lib/services/flow-rights";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const updateCapability = defineWrite(
  updateCapabilityContract,
  async ({ principal, input, db, precondition }) => {
    const { id: productId, capabilityId: id, revision, refreshSchema, ...asked } = input;
    const place = await takeProduct(db, principal, productId, "Capability");
    const current = await db.capability.findFirst({ where: { ...place, id }, include: withFlow });
    if (!current) throw notFound("Capability");
    assertUnchanged(current.revision, { revision, precondition }, "capability");
    assertJsonSchema(asked.parametersSchema);
    const changes = changesOf(current, {
      ...asked,
      ...(refreshSchema && {
        parametersSchema: await schemaOfFlow(db, place.organizationId, current.flowId),
      }),
    });
    // Turned on it can be called; under another schema it may take what it did not take before.
    if (refreshSchema || changes.enabled || changes.parametersSchema !== undefined) {
      await assertMayExpose(db, principal, { id: current.flowId });
    }
    if (isNothing(changes)) return { output: viewCapability(current), audit: NOTHING_CHANGED };
    const { parametersSchema, ...columns } = changes;
    const row = await db.capability.update({
      where: { id },
      data: {
        ...columns,
        ...(parametersSchema !== undefined && {
          parametersSchema: parametersSchema ?? Prisma.DbNull,
        }),
      },
      include: withFlow,
    });
    const { enabled } = changes;
    return {
      output: viewCapability(row),
      audit: {
        target: { type: "capability", id },
        metadata: { changed: Object.keys(changes), ...(enabled !== undefined && { enabled }) },
      },
    };
  },
);
