import { describe, expect, it } from "vitest";
import { defaultInput, sampleBody } from "@/components/call-snippets/sample-value";
import { SAMPLE_FLOW_KEYS } from "@/lib/contracts/flow/sample-flows";
import { flowVariables } from "@/lib/contracts/flow/variables";
import { newId } from "@/lib/core/ids";
import { tryFlow } from "@/lib/services/call/platform-runs";
import { flowInput, getFlow } from "@/lib/services/flow/reads";
import { createFlow } from "@/lib/services/flow/writes";
import { createPerson } from "./factories/people";
import { GREETING } from "./factories/surface";
import { productsApi } from "./support/products";

const person = await createPerson();
const caller = { principal: person.principal, requestId: newId("request") };
const ask = productsApi({ Authorization: `Bearer ${person.token}` });

/** Runs a flow with the input that the editor shows first. */
async function runAsShown(id: string) {
  const flow = await getFlow.perform(caller, () => ({ id }));
  const { parametersSchema } = await flowInput.perform(caller, () => ({ id }));
  const input = defaultInput(parametersSchema, flowVariables(flow.steps));
  return tryFlow.perform(caller, () => ({ id, steps: flow.steps, input }));
}

describe.each(SAMPLE_FLOW_KEYS)("the sample flow %s", (sampleFlow) => {
  it("runs in the editor, and behind its endpoint, with what is shown first", async () => {
    const template = { type: "rest_api", sampleFlow };
    const { body } = await ask("POST", "/products", { name: sampleFlow, template });
    const { id, surfaces, capabilities, testApiKey } = Object(body);
    const [{ flowId, parametersSchema }] = capabilities;
    expect(await runAsShown(flowId)).toMatchObject({ outcome: "succeeded" });
    const call = productsApi({ Authorization: `Bearer ${testApiKey.key}` });
    const [{ id: surfaceId, items }] = surfaces;
    const path = `/products/${id}/surfaces/${surfaceId}/api/${items[0].endpointSlug}`;
    expect(await call("POST", path, sampleBody(parametersSchema))).toMatchObject({ status: 200 });
  });
});

describe("the editor of a flow of one's own", () => {
  it.each([
    ["without steps", []],
    ["whose steps read what nobody has described", [GREETING]],
  ])("runs as it is first shown: %s", async (_what, steps) => {
    const { id } = await createFlow.perform(caller, () => ({ name: newId("flow"), steps }));
    expect(await runAsShown(id)).toMatchObject({ outcome: "succeeded" });
  });
});
