import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { revokeForgottenOrphans } from "@/lib/services/orphaned-keys";
import { createPerson } from "@/tests/factories/people";
import { createSurfaceKey } from "@/tests/factories/surface";
import { surfaceKeysOf, surfaceWith } from "@/tests/support/surface-keys";

const ROUNDS = 8;

let organizationId: string;
let headers: { Authorization: string };

beforeAll(async () => {
  const person = await createPerson();
  organizationId = person.principal.organizationId;
  headers = { Authorization: `Bearer ${person.token}` };
});

async function scene() {
  const { surface, capabilities } = await surfaceWith(organizationId, "faq", "orders");
  const [faq = "", orders = ""] = capabilities;
  const { id: keyId } = await createSurfaceKey(surface, { scopes: [faq] });
  return { surface, faq, orders, keyId, keys: surfaceKeysOf(surface, headers) };
}

const statusesOf = (answers: { status: number }[]) => answers.map(({ status }) => status);

describe("at the same moment", () => {
  it("a capability may go while keys are given it: granted and taken again, or refused", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { faq, orders, keyId, keys } = await scene();
      const [, ...answers] = await Promise.all([
        prisma().capability.delete({ where: { id: orders } }),
        keys.update(keyId, { scopes: [faq, orders] }),
        keys.create({ scopes: [orders] }),
        keys.update(keyId, { scopes: [orders] }),
      ]);
      for (const status of statusesOf(answers)) expect([200, 201, 400]).toContain(status);
      const left = await prisma().keyCapability.findMany({ where: { capabilityId: orders } });
      expect(left).toEqual([]);
      const open = await prisma().apiKey.findMany({
        where: { organizationId, scoped: false, kind: "surface" },
      });
      expect(open).toEqual([]);
    }
  });

  it("a surface may go while its keys change: changed first, or not found", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { surface, faq, orders, keyId, keys } = await scene();
      const [, ...answers] = await Promise.all([
        prisma().surface.delete({ where: { id: surface.surfaceId } }),
        keys.update(keyId, { scopes: [faq, orders] }),
        keys.create({ scopes: [orders] }),
        keys.rotate(keyId),
        keys.revoke(keyId),
      ]);
      for (const status of statusesOf(answers)) expect([200, 201, 404, 409]).toContain(status);
      await revokeForgottenOrphans();
      const living = { surfaceId: surface.surfaceId, revokedAt: null };
      expect(await prisma().apiKey.count({ where: living })).toBe(0);
      expect(statusesOf([await keys.get(keyId), await keys.list()])).toEqual([404, 404]);
    }
  });

  it("of two revocations one is done, the other told so", async () => {
    const { keyId, keys } = await scene();
    const answers = await Promise.all([keys.revoke(keyId), keys.revoke(keyId)]);
    expect(statusesOf(answers).sort()).toEqual([200, 409]);
  });
});
