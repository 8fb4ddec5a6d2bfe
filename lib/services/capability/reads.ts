import "server-only";
import { capabilityContracts } from "@/lib/contracts/capability/contracts";
import { capabilityImpactContract } from "@/lib/contracts/product/impact";
import { notFound } from "@/lib/core/errors";
import { readPage } from "@/lib/db/keyset";
import { viewCapability, withFlow } from "@/lib/services/catalog/capabilities";
import { assertProduct, placeOf } from "@/lib/services/catalog/place";
import { readImpact } from "@/lib/services/catalog/read-impact";
import { viewing } from "@/lib/services/money";
import { defineRead } from "@/lib/services/verb";

export const listCapabilities = defineRead(capabilityContracts.list, async (context) => {
  const { principal, input, db } = context;
  const place = placeOf(principal, input.id);
  await assertProduct(db, place);
  const { rows, pagination } = await readPage(input, "capability", ({ after, ...page }) =>
    db.capability.findMany({ where: { ...place, AND: after }, include: withFlow, ...page }),
  );
  const seen = await viewing(db, principal);
  return { data: rows.map((row) => viewCapability(row, seen)), pagination };
});

export const getCapability = defineRead(capabilityContracts.get, async (context) => {
  const { principal, input, db } = context;
  const row = await db.capability.findFirst({
    where: { ...placeOf(principal, input.id), id: input.capabilityId },
    include: withFlow,
  });
  if (!row) throw notFound("Capability");
  return viewCapability(row, await viewing(db, principal));
});

export const capabilityImpact = defineRead(capabilityImpactContract, async (context) => {
  const { principal, input, db } = context;
  const { id: productId, capabilityId, surfaceId } = input;
  const found = await db.capability.findFirst({
    where: {
      ...placeOf(principal, productId),
      id: capabilityId,
      ...(surfaceId !== undefined && { items: { some: { surfaceId } } }),
    },
    select: { id: true },
  });
  if (!found) throw notFound("Capability");
  return readImpact(db, principal, { productId, capabilityId, surfaceId });
});
