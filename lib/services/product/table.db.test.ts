import { afterAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { createSurfaceKey, revokeSurfaceKey } from "@/lib/services/surface-key/writes";
import { createPerson } from "@/tests/factories/people";
import { countRequests } from "@/tests/factories/usage";
import { surfaceWith } from "@/tests/support/surface-keys";
import { productTable } from "./reads";
import { createProduct } from "./writes";

afterAll(closeUsagePool);

it("counts the keys, the week's requests and the last call of each product, of its own alone", async () => {
  const { principal } = await createPerson();
  const { organizationId } = principal;
  const as = () => ({ principal, requestId: newId("request") });
  const { surface } = await surfaceWith(organizationId, "faq");
  const place = { id: surface.productId, surfaceId: surface.surfaceId };
  const kept = await createSurfaceKey.perform(as(), () => ({ ...place, name: "Kept" }));
  const revoked = await createSurfaceKey.perform(as(), () => ({ ...place, name: "Revoked" }));
  for (const { id } of [kept, revoked]) {
    const secret = await prisma().apiSecret.findFirstOrThrow({ where: { keyId: id } });
    await countRequests({ organizationId, id, secretId: secret.id }, { requests: 4 });
  }
  await revokeSurfaceKey.perform(as(), () => ({ ...place, keyId: revoked.id }));
  await createProduct.perform(as(), () => ({ name: "Empty" }));
  const stranger = await createPerson();
  await surfaceWith(stranger.principal.organizationId, "faq");

  const { products } = await productTable.perform(as(), () => ({}));
  expect(products).toMatchObject([
    { name: "Empty", keyCount: 0, requestsLast7Days: 0, lastCallAt: null },
    { id: surface.productId, keyCount: 1, requestsLast7Days: 8, lastCallAt: expect.any(String) },
  ]);
});
