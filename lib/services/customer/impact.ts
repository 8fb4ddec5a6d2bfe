import "server-only";
import { customerScreens } from "@/lib/contracts/customer/screen";
import { notFound } from "@/lib/core/errors";
import { maskedSecret, newestSecret } from "@/lib/services/key/key-facts";
import { defineRead } from "@/lib/services/verb";
import { customerKeysInUse } from "@/lib/usage/customer-traffic";

const MAX_KEYS_NAMED = 5;

export const customerImpact = defineRead(customerScreens.impact, async (context) => {
  const { principal, input, db } = context;
  const { organizationId } = principal;
  const where = { id: input.id, organizationId };
  if (!(await db.customer.findFirst({ where, select: { id: true } }))) throw notFound("Customer");
  const { keys, ...counts } = await customerKeysInUse(organizationId, input.id, MAX_KEYS_NAMED);
  const rows = await db.apiKey.findMany({
    where: { organizationId, id: { in: keys.map(({ keyId }) => keyId) } },
    include: { secrets: newestSecret, surface: { select: { id: true, productId: true } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    ...counts,
    keys: keys.flatMap(({ keyId, requests }) => {
      const row = byId.get(keyId);
      if (!row) return [];
      const { id, name, environment, kind, surface } = row;
      return {
        ...{ id, environment, kind, requests },
        name: name || null,
        maskedKey: maskedSecret(row.secrets[0]),
        surface: surface && { productId: surface.productId, surfaceId: surface.id },
      };
    }),
  };
});
