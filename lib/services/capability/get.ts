import "server-only";
import { getCapabilityContract } from "@/lib/contracts/capability";
import { notFound } from "@/lib/core/errors";
import { viewCapability, withFlow } from "@/lib/services/catalog/capability-view";
import { placeOf } from "@/lib/services/catalog/find";
import { defineRead } from "@/lib/services/verb";

export const getCapability = defineRead(getCapabilityContract, async ({ principal, input, db }) => {
  const row = await db.capability.findFirst({
    where: { ...placeOf(principal, input.id), id: input.capabilityId },
    include: withFlow,
  });
  if (!row) throw notFound("Capability");
  return viewCapability(row);
});
