import { describe, expect, it } from "vitest";
import { createOrganization } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { send } from "./support/api";
import { callRequest } from "./support/surface-requests";

const organizationId = await createOrganization();
const surface = await makeSurface({ organizationId });
await makeOffer(surface, {
  organizationId,
  slug: "greet",
  capabilityName: "Greeting",
  exposedName: "Say hello",
});
const { headers } = await createSurfaceKey(surface, { environment: "test" });

async function dispatch(body: unknown) {
  const answer = await send(callRequest(surface, "dispatch", { headers, body }));
  return { status: answer.status, body: answer.body };
}

describe("a dispatch", () => {
  it.each(["greet", "Say hello", "Greeting"])(
    "finds the capability by '%s'",
    async (capability) => {
      expect(await dispatch({ capability, input: { name: "Ada" } })).toEqual({
        status: 200,
        body: { result: "Hello Ada!" },
      });
    },
  );

  it("goes to the slug before a name that another capability has", async () => {
    const steps = [
      {
        id: "other",
        name: "Other",
        type: "template",
        order: 0,
        enabled: true,
        config: { template: "another" },
      },
    ];
    const capabilityName = "greet";
    await makeOffer(surface, { organizationId, slug: "a-namesake", capabilityName, steps });
    expect((await dispatch({ capability: "greet", input: { name: "Ada" } })).body).toEqual({
      result: "Hello Ada!",
    });
  });

  it.each([
    ["no capability", {}, "capability"],
    ["a capability that is no text", { capability: 7 }, "capability"],
    ["an empty one", { capability: "" }, "capability"],
    ["another field", { capability: "greet", name: "Ada" }, "name"],
  ])("with %s is 400 and names the field", async (_what, body, path) => {
    expect(await dispatch(body)).toMatchObject({ status: 400, body: { issues: [{ path }] } });
  });

  it("of a name that the surface does not offer is 404", async () => {
    expect(await dispatch({ capability: "Nothing" })).toEqual({
      status: 404,
      body: { error: "Capability not found" },
    });
  });
});
