import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createPerson } from "@/tests/factories/people";
import {
  createSurfaceKey,
  type MadeSurface,
  makeCapability,
  makeOffer,
  makeRunnableFlow,
  makeSurface,
} from "@/tests/factories/surface";
import { idOf, productsApi } from "@/tests/support/products";

let ask: ReturnType<typeof productsApi>;
let organizationId: string;
let userId: string;
let surface: MadeSurface;
let product: string;
let items: string;

beforeAll(async () => {
  const person = await createPerson();
  ({ organizationId, userId } = person.principal);
  ask = productsApi({ Authorization: `Bearer ${person.token}` });
  surface = await makeSurface({ organizationId });
  product = `/products/${surface.productId}`;
  items = `${product}/surfaces/${surface.surfaceId}/items`;
});

const newCapability = (capabilityName?: string) =>
  makeCapability(surface, { organizationId, ...(capabilityName && { capabilityName }) });

describe("an endpoint's slug", () => {
  it("is made from the name it is shown by, and counted on where that is taken", async () => {
    const slugs = [];
    for (const name of ["Answer a question!", "Answer, a question"]) {
      const { capabilityId } = await newCapability(name);
      slugs.push(Object((await ask("POST", items, { capabilityId })).body).endpointSlug);
    }
    expect(slugs).toEqual(["answer-a-question", "answer-a-question-2"]);
  });

  it("is refused when another endpoint of the surface has it", async () => {
    const first = await newCapability();
    const second = await newCapability();
    const endpointSlug = "mine";
    const body = { capabilityId: first.capabilityId, endpointSlug };
    expect((await ask("POST", items, body)).status).toBe(201);
    const taken = await ask("POST", items, { capabilityId: second.capabilityId, endpointSlug });
    expect(taken).toMatchObject({
      status: 409,
      body: { details: "The slug mine is taken on this surface" },
    });
  });

  it.each(["dispatch", "Upper", "with space", "a/b", "", "ü", "x".repeat(101)])(
    "cannot be '%s'",
    async (endpointSlug) => {
      const { capabilityId } = await newCapability();
      expect((await ask("POST", items, { capabilityId, endpointSlug })).status).toBe(400);
    },
  );

  it("goes to one of many who ask for it at the same moment", async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => newCapability("Race")));
    const answers = await Promise.all(
      made.map(({ capabilityId }) =>
        ask("POST", items, { capabilityId, endpointSlug: "contested" }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });
});

describe("a capability", () => {
  it("has its schema made from the flow when none is given, and again when asked", async () => {
    const flowId = await makeRunnableFlow({ organizationId });
    const made = await ask("POST", `${product}/capabilities`, { capabilityName: "Greet", flowId });
    expect(made).toMatchObject({
      status: 201,
      body: { agentId: null, parametersSchema: { properties: { name: {} } } },
    });
    const path = `${product}/capabilities/${idOf(made)}`;
    const open = await ask("PUT", path, { parametersSchema: null });
    expect(open).toMatchObject({ status: 200, body: { parametersSchema: null } });
    const again = await ask("PUT", path, { refreshSchema: true });
    expect(again).toMatchObject({ body: { parametersSchema: { properties: { name: {} } } } });
  });

  it("needs a flow of its own organization, and takes no agent", async () => {
    const other = await createPerson();
    const foreign = await makeRunnableFlow({ organizationId: other.principal.organizationId });
    const flowId = await makeRunnableFlow({ organizationId });
    const path = `${product}/capabilities`;
    expect((await ask("POST", path, { capabilityName: "X", flowId: foreign })).status).toBe(400);
    const agent = { capabilityName: "X", flowId, agentId: "agent_1" };
    expect(await ask("POST", path, agent)).toMatchObject({
      status: 400,
      body: { issues: [{ path: "agentId", message: expect.stringContaining("not offered") }] },
    });
  });

  it.each([
    ["refers to another place", { $ref: "https://example.com/a.json" }],
    ["says nonsense", { type: "strnig" }],
    ["looks back in a pattern", { pattern: "(a)\\1" }],
  ])("refuses a schema that %s", async (_what, parametersSchema) => {
    const { capabilityId } = await newCapability();
    const answer = await ask("PUT", `${product}/capabilities/${capabilityId}`, {
      parametersSchema,
    });
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: "parametersSchema" }] } });
  });

  it("takes one unit a call unless it is given a weight, a whole one", async () => {
    const { capabilityId } = await newCapability();
    const path = `${product}/capabilities/${capabilityId}`;
    expect((await ask("GET", path)).body).toMatchObject({ weight: 1 });
    for (const weight of [-1, 1.5, 1_000_001, "2", null]) {
      const answer = await ask("PUT", path, { weight });
      expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: "weight" }] } });
    }
    expect(await ask("PUT", path, { weight: 0 })).toMatchObject({ body: { weight: 0 } });
  });

  it("stands on a surface of its own product alone, and once", async () => {
    const elsewhere = await makeSurface({ organizationId });
    const { capabilityId } = await makeCapability(elsewhere, { organizationId });
    expect((await ask("POST", items, { capabilityId })).status).toBe(400);
    const own = await newCapability();
    expect((await ask("POST", items, own)).status).toBe(400);
    const body = { capabilityId: own.capabilityId };
    expect((await ask("POST", items, body)).status).toBe(201);
    expect((await ask("POST", items, body)).status).toBe(409);
  });
});

describe("parts of another product", () => {
  it("are not found through it, whose ever they are", async () => {
    const other = await makeSurface({ organizationId });
    const { capabilityId, itemId } = await makeOffer(other, { organizationId, slug: "greet" });
    const paths = [
      `${product}/capabilities/${capabilityId}`,
      `${product}/surfaces/${other.surfaceId}`,
      `${product}/surfaces/${other.surfaceId}/items/${itemId}`,
      `${items}/${itemId}`,
    ];
    for (const path of paths) {
      for (const method of ["GET", "PUT", "DELETE"]) {
        const body = method === "PUT" ? {} : undefined;
        expect((await ask(method, path, body)).status, `${method} ${path}`).toBe(404);
      }
    }
  });
});

describe("a flow that capabilities use", () => {
  it("is not deleted, and the answer names them", async () => {
    const { flowId, capabilityId } = await newCapability("Answer");
    const refused = await ask("DELETE", `/flows/${flowId}`);
    expect(refused.status).toBe(409);
    expect(Object(refused.body).details).toContain(`Answer of Support desk (${capabilityId})`);
    await ask("DELETE", `${product}/capabilities/${capabilityId}`);
    expect((await ask("DELETE", `/flows/${flowId}`)).status).toBe(200);
  });
});

describe("a deletion", () => {
  it("of a capability leaves scoped keys scoped, with nothing to call", async () => {
    const { capabilityId } = await makeOffer(surface, { organizationId, slug: "gone" });
    const key = await createSurfaceKey(surface, { scopes: [capabilityId] });
    const answer = await ask("DELETE", `${product}/capabilities/${capabilityId}`);
    expect(answer.body).toEqual({ id: capabilityId, deleted: true, removed: { items: 1 } });
    const left = await prisma().apiKey.findUniqueOrThrow({
      where: { id: key.id },
      include: { capabilities: true },
    });
    expect(left).toMatchObject({ scoped: true, capabilities: [] });
  });

  it("of a product takes everything with it but the flows, and counts it", async () => {
    const whole = await makeSurface({ organizationId });
    const { flowId } = await makeOffer(whole, { organizationId, slug: "one" });
    const key = await createSurfaceKey(whole);
    const path = `/products/${whole.productId}`;
    const answer = await ask("DELETE", path);
    expect(answer.body).toEqual({
      id: whole.productId,
      deleted: true,
      removed: { capabilities: 1, surfaces: 1, items: 1, keys: 1 },
    });
    expect((await ask("GET", path)).status).toBe(404);
    expect((await ask("GET", `/flows/${flowId}`)).status).toBe(200);
    const ofKey = `${path}/surfaces/${whole.surfaceId}/keys/${key.id}`;
    expect((await ask("GET", ofKey)).status).toBe(404);
    expect((await ask("DELETE", ofKey)).status).toBe(404);
    expect(await prisma().apiKey.findUnique({ where: { id: key.id } })).toMatchObject({
      revokedAt: expect.any(Date),
      revokedById: userId,
      revokeReason: "Its surface was deleted",
    });
  });
});
