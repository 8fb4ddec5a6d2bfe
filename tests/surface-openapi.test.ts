import { validate } from "@readme/openapi-parser";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { SURFACE_ERRORS } from "@/lib/core/refusals";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "./factories/key";
import { createOrganization, createPerson } from "./factories/people";
import { createSurfaceKey, type MadeSurface, makeOffer, makeSurface } from "./factories/surface";
import { sendFast } from "./support/api";
import { ORIGIN } from "./support/contract-requests";

const organizationId = await createOrganization();
const surface = await makeSurface({ organizationId });
const faq = await makeOffer(surface, {
  organizationId,
  slug: "faq",
  parametersSchema: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      question: { type: ["string", "null"], examples: ["When?"] },
      kind: { const: "faq" },
      place: { $ref: "#/$defs/place" },
    },
    required: ["question"],
    $defs: { place: { type: "object", patternProperties: { "^x": {} } } },
  },
});
await makeOffer(surface, { organizationId, slug: "open-input" });
await makeOffer(surface, { organizationId, slug: "switched-off", enabled: false });
const key = await createSurfaceKey(surface, { environment: "test" });

async function read(
  place: MadeSurface,
  headers: Record<string, string> = {},
  form: "json" | "yaml" = "json",
) {
  const url = `${ORIGIN}/v1/products/${place.productId}/surfaces/${place.surfaceId}/openapi.${form}`;
  const response = await sendFast(new Request(url, { headers }));
  const text = await response.text();
  return { status: response.status, type: response.headers.get("content-type"), text };
}

async function document(place = surface, { headers } = key) {
  return JSON.parse((await read(place, headers)).text);
}

describe("the OpenAPI document of a surface", () => {
  it("is valid OpenAPI 3.0, with an operation per capability that is on", async () => {
    const made = await document();
    expect(made.openapi).toBe("3.0.3");
    expect(await validate(structuredClone(made))).toMatchObject({ valid: true });
    expect(Object.keys(made.paths)).toEqual(["/faq", "/open-input"]);
    expect(made.paths["/faq"].post.operationId).toBe("faq");
    const base = `${ORIGIN}/v1/products/${surface.productId}/surfaces/${surface.surfaceId}/api`;
    expect(made.servers).toEqual([{ url: base }]);
  });

  it("is valid without a capability, and with every output answered", async () => {
    const behavior = { response: { mode: "all" } };
    const empty = await makeSurface({ organizationId, behavior });
    const own = await createSurfaceKey(empty);
    expect(await validate(await document(empty, own))).toMatchObject({ valid: true });
    await makeOffer(empty, { organizationId, slug: "first" });
    const made = await document(empty, own);
    expect(await validate(structuredClone(made))).toMatchObject({ valid: true });
    const { schema } = made.paths["/first"].post.responses["200"].content["application/json"];
    expect(schema.required).toEqual(["outputs"]);
  });

  it("says the input in the words of 3.0", async () => {
    const { post } = (await document()).paths["/faq"];
    expect(post.requestBody.content["application/json"].schema).toEqual({
      type: "object",
      properties: {
        question: { type: "string", nullable: true, example: "When?" },
        kind: { enum: ["faq"], type: "string" },
        place: { type: "object" },
      },
      required: ["question"],
    });
    expect(post.requestBody.required).toBe(true);
  });

  it("names both ways to show a key, and every error with its words", async () => {
    const { components, paths } = await document();
    expect(Object.values(components.securitySchemes)).toMatchObject([
      { type: "http", scheme: "bearer" },
      { type: "apiKey", in: "header", name: "X-API-Key" },
    ]);
    const statuses = ["400", "401", "403", "404", "409", "413", "415", "429", "500", "502"];
    expect(Object.keys(paths["/faq"].post.responses)).toEqual(
      expect.arrayContaining(["200", ...statuses, "503", "504"]),
    );
    const text = JSON.stringify(components.responses);
    for (const [, words] of Object.values(SURFACE_ERRORS)) expect(text).toContain(words);
  });

  it("is the same document as YAML", async () => {
    const { status, type, text } = await read(surface, key.headers, "yaml");
    expect({ status, type }).toEqual({ status: 200, type: "application/yaml" });
    expect(text.startsWith("openapi: 3.0.3\n")).toBe(true);
    expect(parse(text)).toEqual(await document());
  });

  it("is of this moment when a capability changes", async () => {
    await prisma().capability.update({
      where: { id: faq.capabilityId },
      data: { parametersSchema: { type: "object", properties: { now: { type: "boolean" } } } },
    });
    const { post } = (await document()).paths["/faq"];
    expect(Object.keys(post.requestBody.content["application/json"].schema.properties)).toEqual([
      "now",
    ]);
    await prisma().surfaceItem.update({ where: { id: faq.itemId }, data: { enabled: false } });
    expect(Object.keys((await document()).paths)).toEqual(["/open-input"]);
    await prisma().surfaceItem.update({ where: { id: faq.itemId }, data: { enabled: true } });
  });
});

describe("a reader who has it already", () => {
  const known = (form: string, etag: string | null) => {
    const path = `/v1/products/${surface.productId}/surfaces/${surface.surfaceId}/openapi.${form}`;
    const headers = { ...key.headers, ...(etag !== null && { "If-None-Match": etag }) };
    return sendFast(new Request(ORIGIN + path, { headers }));
  };

  it.each(["json", "yaml"])("is told so until it changes, as %s", async (form) => {
    const first = await known(form, null);
    const etag = first.headers.get("etag");
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const shown of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await known(form, shown);
      expect([again.status, await again.text()]).toEqual([304, ""]);
      expect(again.headers.get("etag")).toBe(etag);
      expect(again.headers.get("x-request-id")).toMatch(/^req_/);
    }
    await prisma().capability.update({
      where: { id: faq.capabilityId },
      data: { capabilityDescription: `Of ${form}` },
    });
    const changed = await known(form, etag);
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain(`Of ${form}`);
    expect(changed.headers.get("etag")).not.toBe(etag);
  });

  it("gets it whole, with an error never named so", async () => {
    expect((await known("json", '"other"')).status).toBe(200);
    const path = `/v1/products/${surface.productId}/surfaces/${surface.surfaceId}/openapi.json`;
    const refused = await sendFast(
      new Request(ORIGIN + path, { headers: { "If-None-Match": "*" } }),
    );
    expect([refused.status, refused.headers.get("etag")]).toEqual([401, null]);
  });
});

describe("who may read it", () => {
  const shape = JSON.stringify({ error: "Unauthorized", details: "Invalid or missing API key" });

  it("is a key of the surface in either header; a scoped one sees what it may call", async () => {
    expect((await read(surface, { "X-API-Key": key.plaintext })).status).toBe(200);
    const scoped = await createSurfaceKey(surface, { scopes: [faq.capabilityId] });
    expect(Object.keys((await document(surface, scoped)).paths)).toEqual(["/faq"]);
  });

  it("is a platform key and a person with PRODUCTS:READ of the organization", async () => {
    const platform = await createKey({ organizationId, permissions: ["PRODUCTS:READ"] });
    expect((await read(surface, platform.headers)).status).toBe(200);
    const person = await createPerson({ organizationId, role: "viewer" });
    expect((await read(surface, { Cookie: person.cookie })).status).toBe(200);
  });

  it("is nobody else, and they do not learn whether it is there", async () => {
    const nowhere = { ...surface, surfaceId: "surf_00000000000000000000000000" };
    for (const place of [surface, nowhere]) {
      expect(await read(place)).toMatchObject({ status: 401, text: shape });
      const poor = await createKey({ organizationId, permissions: ["FLOWS:READ"] });
      expect((await read(place, poor.headers)).status).toBe(403);
      const stranger = await createPerson();
      expect((await read(place, { Cookie: stranger.cookie })).status).toBe(404);
      const other = await createSurfaceKey(await makeSurface({ organizationId }));
      expect((await read(place, other.headers)).status).toBe(403);
    }
  });

  it("is everyone once the surface says so", async () => {
    const config = { type: "api", openapi: { access: "public" } };
    const open = await makeSurface({ organizationId, config });
    expect((await read(open)).status).toBe(200);
    expect((await read(open, { Authorization: "Bearer junk" })).status).toBe(200);
    expect((await read(open, {}, "yaml")).status).toBe(200);
  });
});
