import { describe, expect, it } from "vitest";
import { createOrganization } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { send } from "./support/api";
import { callRequest } from "./support/surface-requests";

const organizationId = await createOrganization();
const surface = await makeSurface({ organizationId });
await makeOffer(surface, { organizationId, slug: "greet" });
const good = await createSurfaceKey(surface, { environment: "test" });

describe.each([
  ["by slug", "greet", { name: "Ada" }],
  ["by name", "dispatch", { capability: "greet", input: { name: "Ada" } }],
])("a call %s", (_how, slug, body) => {
  it.each([
    "",
    "Bearer",
    "Basic dTpw",
    'Digest username="u"',
    "Negotiate YII=",
    "Basic dTpw, Digest x",
  ])(
    "is 200 for a good X-API-Key beside the Authorization '%s' of another scheme or none",
    async (Authorization) => {
      const headers = { Authorization, "X-API-Key": good.plaintext };
      expect((await send(callRequest(surface, slug, { headers, body }))).status).toBe(200);
    },
  );

  it("is 200 for a good Authorization beside an empty X-API-Key", async () => {
    const headers = { ...good.headers, "X-API-Key": "" };
    expect((await send(callRequest(surface, slug, { headers, body }))).status).toBe(200);
  });
});
