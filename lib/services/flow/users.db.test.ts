import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { createPerson } from "@/tests/factories/people";
import { makeCapability, makeRunnableFlow, makeSurface } from "@/tests/factories/surface";
import { flowUsers } from "./reads";

const owner = await createPerson();
const stranger = await createPerson();
const { organizationId } = owner.principal;

function usersOf(id: string, { principal } = owner) {
  return flowUsers.perform({ principal, requestId: newId("request") }, () => ({ id }));
}

it("names the capabilities that run a flow, with the products to go to", async () => {
  const { productId } = await makeSurface({ organizationId });
  const facts = { organizationId, capabilityName: "Refund" };
  const { capabilityId, flowId } = await makeCapability({ productId }, facts);
  expect(await usersOf(flowId)).toEqual({
    capabilities: [{ id: capabilityId, name: "Refund", productId, productName: "Support desk" }],
    hasMore: false,
  });
  await expect(usersOf(flowId, stranger)).rejects.toMatchObject({ code: "not_found" });
});

it("names none of a flow that nobody runs, and knows no other flows", async () => {
  const flowId = await makeRunnableFlow({ organizationId });
  expect(await usersOf(flowId)).toEqual({ capabilities: [], hasMore: false });
  await expect(usersOf(newId("flow"))).rejects.toMatchObject({ code: "not_found" });
});
