import pg from "pg";
import { describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { makeOffer, makeSurface } from "@/tests/factories/surface";

/** How many statements a read sends. */
async function statementsOf(read: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  try {
    await read();
    return sent.mock.calls.length;
  } finally {
    sent.mockRestore();
  }
}

describe("a read of rows with what they refer to", () => {
  it("is one statement, so that nothing is deleted between two", async () => {
    const organizationId = await createOrganization();
    const place = await makeSurface({ organizationId });
    await makeOffer(place, { organizationId, slug: "greet" });
    const offered = { capability: { include: { flow: true } } };
    const read = () =>
      prisma().product.findFirst({
        where: { id: place.productId },
        include: { surfaces: { include: { items: { include: offered } } }, capabilities: true },
      });
    await read();
    expect(await statementsOf(read)).toBe(1);
  });

  it("has bytes, moments and JSON as a read of their own has them", async () => {
    const organizationId = await createOrganization();
    const { id } = await createKey({
      organizationId,
      expiresAt: new Date("2031-02-03T04:05:06.789Z"),
    });
    const secrets = await prisma().apiSecret.findMany({ where: { keyId: id } });
    const key = await prisma().apiKey.findUniqueOrThrow({ where: { id } });
    expect(
      await prisma().apiKey.findUniqueOrThrow({ where: { id }, include: { secrets: true } }),
    ).toEqual({ ...key, secrets });
    expect(
      await prisma().apiSecret.findMany({ where: { keyId: id }, include: { key: true } }),
    ).toEqual(secrets.map((secret) => ({ ...secret, key })));

    const place = await makeSurface({ organizationId });
    const parametersSchema = {
      const: [
        0.1,
        1e300,
        9_007_199_254_740_991,
        "2031-02-03T04:05:06Z",
        "\\u0000 \u2028 ünï",
        null,
      ],
      "": { "1": [], a: {} },
    };
    const { capabilityId } = await makeOffer(place, {
      organizationId,
      slug: "odd",
      parametersSchema,
    });
    const [item] = await prisma().surfaceItem.findMany({
      where: { capabilityId },
      include: { capability: true },
    });
    expect(item?.capability.parametersSchema).toEqual(parametersSchema);
    expect(item?.capability).toEqual(
      await prisma().capability.findUnique({ where: { id: capabilityId } }),
    );
  });
});
