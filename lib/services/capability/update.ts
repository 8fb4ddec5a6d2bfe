import "server-only";
import { updateCapabilityContract } from "@/lib/contracts/capability";
import { notFound } from "@/lib/core/errors";
import { Prisma } from "@/lib/db/generated/client";
import { schemaOfFlow } from "@/lib/services/catalog/add-capability";
import { viewCapability, withFlow } from "@/lib/services/catalog/capability-view";
import { assertUnchanged } from "@/lib/services/catalog/find";
import { assertJsonSchema } from "@/lib/services/catalog/parameters-schema";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { defineWrite } from "@/lib/services/verb";

export const updateCapability = defineWrite(
  updateCapabilityContract,
  async ({ principal, input, db }) => {
    const { id: productId, capabilityId: id, revision, refreshSchema, ...asked } = input;
    const place = await takeProduct(db, principal, productId, "Capability");
    const current = await db.capability.findFirst({ where: { ...place, id } });
    if (!current) throw notFound("Capability");
    assertUnchanged(current.revision, revision, "capability");
    assertJsonSchema(asked.parametersSchema);
    const schema = refreshSchema
      ? await schemaOfFlow(db, place.organizationId, current.flowId)
      : asked.parametersSchema;
    const { capabilityName, capabilityDescription, enabled } = asked;
    const changes = {
      ...(capabilityName !== undefined && { capabilityName }),
      ...(capabilityDescription !== undefined && { capabilityDescription }),
      ...(enabled !== undefined && { enabled }),
      ...(schema !== undefined && { parametersSchema: schema ?? Prisma.DbNull }),
    };
    const row = await db.capability.update({ where: { id }, data: changes, include: withFlow });
    return {
      output: viewCapability(row),
      audit: {
        target: { type: "capability", id },
        metadata: { changed: Object.keys(changes), ...(enabled !== undefined && { enabled }) },
      },
    };
  },
);
