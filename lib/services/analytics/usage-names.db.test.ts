import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { makeOffer, makeSurface } from "@/tests/factories/surface";
import { usageChoices } from "./choices";
import { capabilityNames, keyNames } from "./usage-names";

const { principal } = await createPerson();
const { organizationId } = principal;

async function newProduct(name: string) {
  const surface = await makeSurface({ organizationId });
  await prisma().product.update({ where: { id: surface.productId }, data: { name } });
  const facts = { organizationId, slug: "greet", capabilityName: "Greeting" };
  return { ...surface, ...(await makeOffer(surface, facts)) };
}

const [desk, shop] = [await newProduct("Desk"), await newProduct("Shop")];

it("capabilities of one name are told apart by their products, others go by their names", async () => {
  const both = await capabilityNames(prisma(), organizationId, [
    { id: desk.capabilityId },
    { id: shop.capabilityId },
  ]);
  expect([...both.values()].map(({ name }) => name).sort()).toEqual([
    "Greeting (Desk)",
    "Greeting (Shop)",
  ]);
  const one = await capabilityNames(prisma(), organizationId, [{ id: desk.capabilityId }]);
  expect([...one.values()].map(({ name }) => name)).toEqual(["Greeting"]);
});

it("keys of one name are told apart by what is shown of their secrets", async () => {
  const keys = [
    await createKey({ organizationId, name: "CI" }),
    await createKey({ organizationId, name: "CI" }),
    await createKey({ organizationId, name: "Cron" }),
  ];
  const names = await keyNames(prisma(), organizationId, keys);
  expect(keys.map(({ id }) => names.get(id)?.name)).toEqual(
    keys.map(({ id }, at) => (at === 2 ? "Cron" : `CI (${names.get(id)?.maskedKey})`)),
  );
});

it("filters offer surfaces and capabilities under names that are theirs alone", async () => {
  const caller = { principal, requestId: newId("request") };
  const { products } = await usageChoices.perform(caller, () => ({}));
  expect(products).toMatchObject([
    {
      name: "Desk",
      surfaces: [{ name: "Public API (Desk)" }],
      capabilities: [{ name: "Greeting (Desk)" }],
    },
    {
      name: "Shop",
      surfaces: [{ name: "Public API (Shop)" }],
      capabilities: [{ name: "Greeting (Shop)" }],
    },
  ]);
});
