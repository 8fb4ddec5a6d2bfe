import { describe, expect, it } from "vitest";
import { SAMPLE_FLOW_KEYS } from "@/lib/contracts/flow/sample-flows";
import { prisma } from "@/lib/db/prisma";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { databaseState } from "@/tests/support/database-state";
import { productsApi } from "@/tests/support/products";

const person = await createPerson();
const { organizationId } = person.principal;
const ask = productsApi({ Authorization: `Bearer ${person.token}` });
const template = { type: "rest_api", sampleFlow: "greeting" };

describe("a product from the template", () => {
  it.each(SAMPLE_FLOW_KEYS)(
    "has all that a first call needs, in one act: %s",
    async (sampleFlow) => {
      const answer = await ask("POST", "/products", {
        name: "First",
        template: { type: "rest_api", sampleFlow },
      });
      expect(answer).toMatchObject({
        status: 201,
        headers: { "cache-control": "no-store" },
        body: {
          capabilities: [{ publishedVersion: 1, enabled: true }],
          surfaces: [{ type: "api", status: "active", items: [{ enabled: true }] }],
          testApiKey: { key: expect.stringMatching(/^papi_/), canRevealLater: false },
        },
      });
    },
  );

  it("answers the first call with its key", async () => {
    const { body } = await ask("POST", "/products", { name: "Call me", template });
    const { id, surfaces, testApiKey } = Object(body);
    const [{ id: surfaceId, items }] = surfaces;
    const call = productsApi({ Authorization: `Bearer ${testApiKey.key}` });
    const path = `/products/${id}/surfaces/${surfaceId}/api/${items[0].endpointSlug}`;
    const answer = await call("POST", path, { name: "Ada" });
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      200,
      expect.stringContaining("Ada"),
    ]);
  });

  it("tells a first caller which field is missing", async () => {
    const { body } = await ask("POST", "/products", { name: "Ask me", template });
    const { id, surfaces, testApiKey } = Object(body);
    const call = productsApi({ Authorization: `Bearer ${testApiKey.key}` });
    const path = `/products/${id}/surfaces/${surfaces[0].id}/api/dispatch`;
    expect(await call("POST", path, { capability: "Greeting", input: {} })).toMatchObject({
      status: 400,
      body: { issues: [{ path: "name", message: "name is required." }] },
    });
  });

  it("never keeps the plaintext of its key", async () => {
    const { body } = await ask("POST", "/products", { name: "Secret", template });
    const { key } = Object(body).testApiKey;
    expect(JSON.stringify(await prisma().auditEntry.findMany())).not.toContain(key);
    expect(JSON.stringify((await ask("GET", `/products/${Object(body).id}`)).body)).not.toContain(
      key,
    );
  });

  it("has a record of each thing that was made along, by the act that makes it alone", async () => {
    const { body } = await ask("POST", "/products", { name: "Recorded", template });
    const { id, capabilities, surfaces, testApiKey } = Object(body);
    const [{ id: capabilityId, flowId }] = capabilities;
    const [{ id: surfaceId, items }] = surfaces;
    const made = {
      "product.create": id,
      "flow.create": flowId,
      "capability.create": capabilityId,
      "surface.create": surfaceId,
      "surfaceItem.create": items[0].id,
      "surfaceKey.create": testApiKey.id,
    };
    const targetId = { in: Object.values(made) };
    const entries = await prisma().auditEntry.findMany({ where: { organizationId, targetId } });
    const recorded = entries.map((entry) => [entry.action, entry.targetId]);
    expect(Object.fromEntries(recorded)).toEqual(made);
    expect(new Set(entries.map(({ requestId }) => requestId)).size).toBe(1);
  });

  it("leaves nothing behind when a part cannot be made", async () => {
    const before = await databaseState();
    const flowId = "flow_01kadxq9rbedrr7s0v3kx9m2jt";
    const missing = { name: "None", template: { type: "rest_api", flowId } };
    expect((await ask("POST", "/products", missing)).status).toBe(400);
    expect(await databaseState()).toEqual(before);
  });

  it("needs the right to make surface keys as well", async () => {
    const writer = await createKey({
      organizationId,
      environment: "production",
      permissions: ["PRODUCTS:WRITE"],
    });
    const write = productsApi(writer.headers);
    expect(await write("POST", "/products", { name: "No key", template })).toMatchObject({
      status: 403,
      body: { details: "Missing required permission: SURFACE_KEYS:WRITE" },
    });
    expect(await prisma().product.count({ where: { name: "No key" } })).toBe(0);
    const plain = await write("POST", "/products", { name: "No key" });
    expect(plain).toMatchObject({ status: 201, body: { testApiKey: null, surfaces: [] } });
  });

  it("makes a key that ends when the API key that asks for it does", async () => {
    const expiresAt = new Date(Date.now() + 3_600_000);
    const maker = await createKey({
      organizationId,
      environment: "production",
      permissions: ["PRODUCTS:WRITE", "SURFACE_KEYS:WRITE", "FLOWS:*"],
      expiresAt,
    });
    const { status, body } = await productsApi(maker.headers)("POST", "/products", {
      name: "Ends",
      template,
    });
    expect(status).toBe(201);
    const where = { id: Object(body).testApiKey.id };
    expect(await prisma().apiKey.findUnique({ where })).toMatchObject({
      expiresAt,
      mintedByKeyId: maker.id,
    });
  });

  it("makes a key within the reach of the API key that asks for it", async () => {
    const permissions = ["PRODUCTS:WRITE", "SURFACE_KEYS:WRITE", "FLOWS:*"];
    const allowedIps = ["192.0.2.7"];
    const maker = await createKey({ organizationId, permissions, allowedIps });
    const make = productsApi({ ...maker.headers, [CLIENT_ADDRESS_HEADER]: "192.0.2.7" });
    const before = await databaseState();
    const refused = await make("POST", "/products", { name: "Open", template });
    const path = "template.allowedIps";
    expect(refused).toMatchObject({ status: 400, body: { issues: [{ path }] } });
    expect(await databaseState()).toEqual(before);
    const stated = { ...template, allowedIps: ["10.0.0.0/8"] };
    const answer = await make("POST", "/products", { name: "Bound", template: stated });
    const limits = { perMinute: 10_000, perDay: 1_000_000 };
    expect(answer).toMatchObject({ status: 201, body: { testApiKey: { limits } } });
    const where = { id: Object(answer.body).testApiKey.id };
    expect(await prisma().apiKey.findUnique({ where })).toMatchObject({
      allowedIps: ["10.0.0.0/8"],
    });
  });

  it("makes a key without limits for a person", async () => {
    const { body } = await ask("POST", "/products", { name: "No limits", template });
    expect(body).toMatchObject({ testApiKey: { limits: { perMinute: null, perDay: null } } });
  });
});
