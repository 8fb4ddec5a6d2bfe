import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { createOrganization } from "@/tests/factories/people";
import { makeCapability, makeProduct } from "@/tests/factories/surface";
import { assertFits } from "./input-check";
import { callBySlug } from "./surface-verbs";

it("a capability that is deleted after it was looked up runs nothing unchecked", async () => {
  const organizationId = await createOrganization();
  const productId = await makeProduct(organizationId);
  const parametersSchema = { type: "object", required: ["name"] };
  const facts = { organizationId, parametersSchema };
  const { capabilityId } = await makeCapability({ productId }, facts);
  await prisma().capability.delete({ where: { id: capabilityId } });
  const called = { capabilityId, capabilityRevision: 1 };
  await expect(assertFits(called, callBySlug.read({}))).rejects.toMatchObject({
    code: "not_found",
  });
  const never = { capabilityId: newId("capability"), capabilityRevision: 1 };
  await expect(assertFits(never, callBySlug.read({}))).rejects.toMatchObject({ code: "not_found" });
});

it("a schema that was stored while more was allowed lets nothing pass, and says why", async () => {
  const organizationId = await createOrganization();
  const productId = await makeProduct(organizationId);
  const parametersSchema = { anyOf: Array.from({ length: 600 }, (_, at) => ({ const: at })) };
  const facts = { organizationId, parametersSchema };
  const { capabilityId } = await makeCapability({ productId }, facts);
  const called = { capabilityId, capabilityRevision: 1 };
  const reason = expect.stringContaining("The capability's schema cannot be used: It is too large");
  await expect(assertFits(called, callBySlug.read({}))).rejects.toMatchObject({
    code: "bad_request",
    facts: { issues: [{ path: "", message: reason }] },
  });
});
