import { describe, expect, it } from "vitest";
import { checksum } from "@/lib/credentials/parse";
import { prisma } from "@/lib/db/prisma";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { createKey } from "./factories/key";
import { createOrganization, createPerson } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { type Answer, send } from "./support/api";
import { databaseState } from "./support/database-state";
import { callRequest } from "./support/surface-requests";

type Headers = Record<string, string>;

const bearer = (token: string): Headers => ({ Authorization: `Bearer ${token}` });
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

const UNAUTHORIZED = { error: "Invalid or missing API key" };
const WRONG_RESOURCE = { error: "API key does not have permission to access this resource" };

const organizationId = await createOrganization();
const surface = await makeSurface({ organizationId });
await makeOffer(surface, { organizationId, slug: "greet" });
const good = await createSurfaceKey(surface, { environment: "test" });
const sibling = await makeSurface({ organizationId, productId: surface.productId });
const foreign = await makeSurface({ organizationId: await createOrganization("Other") });
const person = await createPerson({ organizationId });

const retired = await createSurfaceKey(surface);
await prisma().apiSecret.update({
  where: { id: retired.secretId },
  data: { retireAt: minutes(-1) },
});
const unknown = `papi_${"0".repeat(32)}`;
const wrong = good.plaintext.slice(0, -1) + (good.plaintext.endsWith("0") ? "1" : "0");

/** Headers by what is wrong with them; all of these are nobody. */
const NOBODY: Record<string, Headers> = {
  "no credential": {},
  junk: bearer("junk"),
  "junk in X-API-Key": { "X-API-Key": "junk" },
  "an empty X-API-Key": { "X-API-Key": "" },
  "a wrong checksum": bearer(wrong),
  "an unknown key": bearer(unknown + checksum(unknown)),
  "a revoked key": (await createSurfaceKey(surface, { revokedAt: new Date() })).headers,
  "a disabled key": (await createSurfaceKey(surface, { disabledAt: new Date() })).headers,
  "an expired key": (await createSurfaceKey(surface, { expiresAt: minutes(-1) })).headers,
  "a retired secret": retired.headers,
  "a session token": bearer(person.token),
  "a session cookie": { Cookie: person.cookie, Origin: "http://localhost:3000" },
};

/** 30 ways to write the header of a good key that is not one. */
const MALFORMED = [
  good.plaintext,
  `bearer${good.plaintext}`,
  `Bearer\t${good.plaintext}`,
  `Bearer ${good.plaintext} x`,
  `Bearer ${good.plaintext},`,
  `Bearer "${good.plaintext}"`,
  `Bearer '${good.plaintext}'`,
  `Bearer <${good.plaintext}>`,
  `Bearer ${good.plaintext}=`,
  `Bearer ${good.plaintext}0`,
  `Bearer ${good.plaintext.slice(0, -1)}`,
  `Bearer ${good.plaintext.slice(1)}`,
  `Bearer ${good.plaintext.toUpperCase()}`,
  `Bearer ${good.plaintext.replace("papi_", "PAPI_")}`,
  `Bearer ${good.plaintext.replace("papi_", "papi-")}`,
  `Bearer ${good.plaintext.replace("papi_", "api_")}`,
  `Bearer ${good.plaintext.replace("papi_", "rt_live_")}`,
  `Bearer ${good.plaintext.replace("papi_", "papi__")}`,
  `Bearer Bearer ${good.plaintext}`,
  `Bearer: ${good.plaintext}`,
  `Bearer=${good.plaintext}`,
  `Token ${good.plaintext}`,
  `ApiKey ${good.plaintext}`,
  `Basic ${btoa(`${good.plaintext}:`)}`,
  `Bearer ${btoa(good.plaintext)}`,
  `Bearer ${encodeURIComponent(`${good.plaintext} `)}`,
  `Bearer ${good.plaintext}, Bearer ${good.plaintext}`,
  `Bearer papi_${"x".repeat(5_000)}`,
  "Bearer",
  "Bearer papi_",
];

const ROUTES = [
  ["by slug", "greet", { name: "Ada" }],
  ["by name", "dispatch", { capability: "greet", input: { name: "Ada" } }],
] as const;

const limits = await createSurfaceKey(surface, { environment: "test", limitPerMinute: 1 });

describe.each(ROUTES)("a call %s", (_how, slug, body) => {
  /** Sends the call, and sees that a refusal left nothing behind. */
  async function refused(headers: Headers, place = surface): Promise<Answer> {
    const before = await databaseState();
    const answer = await send(callRequest(place, slug, { headers, body }));
    expect(await databaseState()).toEqual(before);
    return answer;
  }

  it("is 200 for a good key in either header, and in both", async () => {
    const key = good.plaintext;
    for (const headers of [
      good.headers,
      { "X-API-Key": key },
      { ...good.headers, "x-api-key": key },
    ]) {
      const answer = await send(callRequest(surface, slug, { headers, body }));
      expect(answer).toMatchObject({ status: 200, body: { result: "Hello Ada!" } });
      expect(answer.headers["x-execution-id"]).toMatch(/^exec_/);
    }
  });

  it.each(Object.entries(NOBODY))("is 401 for %s", async (_what, headers) => {
    const answer = await refused(headers);
    expect(answer).toMatchObject({ status: 401, body: UNAUTHORIZED });
    const shown = headers.Authorization ?? headers["X-API-Key"] ?? "";
    expect(answer.headers["www-authenticate"]).toBe(
      `Bearer realm="runtype"${shown && ', error="invalid_token"'}`,
    );
    expect(Object.keys(answer.headers).filter((name) => name.includes("ratelimit"))).toEqual([]);
  });

  it.each(MALFORMED)("is 401 for the header '%s'", async (Authorization) => {
    expect(await refused({ Authorization })).toMatchObject({ status: 401, body: UNAUTHORIZED });
  });

  it("is 400 for a key in the address, which is never read", async () => {
    for (const name of ["api_key", "apiKey", "access_token", "key", "x-api-key"]) {
      const query = `?${name}=${good.plaintext}`;
      expect((await send(callRequest(surface, slug, { body, query }))).status).toBe(400);
    }
  });

  it("is 400 when the two headers differ", async () => {
    const other = await createSurfaceKey(surface);
    const answer = await refused({ ...good.headers, "X-API-Key": other.plaintext });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      error: "Bad Request",
      details: "Authorization and X-API-Key carry different credentials.",
      issues: [],
    });
  });

  it("is 403 for a platform key, whatever it holds, and charges it", async () => {
    const platform = await createKey({ organizationId });
    const answer = await refused(platform.headers);
    expect(answer).toMatchObject({ status: 403, body: WRONG_RESOURCE });
    expect(answer.headers["x-ratelimit-remaining"]).toBe("99999");
  });

  it.each([
    ["another surface of the product", sibling],
    ["a surface of another organization", foreign],
    ["a surface that is not there", { ...surface, surfaceId: "surf_00000000000000000000000000" }],
    ["another product", { ...surface, productId: foreign.productId }],
    ["no product at all", { ...surface, productId: "x" }],
  ])("is 403 at %s, and says the same of each", async (_where, place) => {
    const answer = await refused(good.headers, place);
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 403,
      body: WRONG_RESOURCE,
    });
  });

  it("is 403 from an address that the key does not allow, and charges nothing", async () => {
    const facts = { allowedIps: ["203.0.113.7"], limitPerMinute: 10 };
    const elsewhere = await createSurfaceKey(surface, facts);
    const headers = { ...elsewhere.headers, [CLIENT_ADDRESS_HEADER]: "203.0.113.8" };
    const answer = await refused(headers);
    expect(answer).toMatchObject({ status: 403, body: WRONG_RESOURCE });
    expect(answer.headers["x-ratelimit-remaining"]).toBe("10");
  });

  it("is 429 when a window is used up, with the window in its headers", async () => {
    // Asked here, so that no minute begins in between.
    await send(callRequest(surface, "greet", { headers: limits.headers }));
    const { status, headers, body: said } = await refused(limits.headers);
    expect({ status, said }).toEqual({
      status: 429,
      said: { error: "Rate limit exceeded", details: "Minute limit of 1 requests reached" },
    });
    expect(headers["x-ratelimit-limit"]).toBe("1");
    expect(headers["x-ratelimit-remaining"]).toBe("0");
    expect(Number(headers["retry-after"])).toBeGreaterThan(0);
  });

  it.each(["GET", "HEAD", "PUT", "PATCH", "DELETE"])("is 405 by %s, key or not", async (method) => {
    for (const headers of [good.headers, {}]) {
      const answer = await send(callRequest(surface, slug, { headers, method }));
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe("OPTIONS, POST");
      if (method !== "HEAD") {
        const details = `${method} is not allowed here`;
        expect(answer.body).toEqual({ error: "Method Not Allowed", details });
      }
    }
  });

  it.each([
    ["not JSON", "{", "application/json", 400, "The body is not valid JSON."],
    ["a list", "[1]", "application/json", 400, "The body must be a JSON object."],
    ["a text", '"x"', "application/json", 400, "The body must be a JSON object."],
    ["another type", "x", "text/plain", 415, "Send the body as application/json."],
    [
      "too large",
      `{"name":"${"x".repeat(1_000_001)}"}`,
      "application/json",
      413,
      "The body has more than 1000000 bytes.",
    ],
    [
      "too deep",
      `{"a":${"[".repeat(70)}${"]".repeat(70)}}`,
      "application/json",
      400,
      "The body is nested deeper than 64 levels.",
    ],
  ])("refuses a body that is %s", async (_what, text, type, status, details) => {
    const headers = { ...good.headers, "Content-Type": type };
    const answer = await send(callRequest(surface, slug, { headers, body: text }));
    expect(answer).toMatchObject({ status, body: { details } });
  });

  it.each([
    ["__proto__", '{"__proto__":{"admin":true}}', "__proto__"],
    ["an escaped __proto__", '{"input":{"\\u005f_proto__":1}}', "input.__proto__"],
    ["NUL", '{"name":"a\\u0000"}', "name"],
    ["half a character", '{"name":"\\ud800"}', "name"],
  ])("names the field that holds %s", async (_what, text, path) => {
    const answer = await send(callRequest(surface, slug, { headers: good.headers, body: text }));
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path }] } });
  });
});

describe("a call through the same key", () => {
  it("is not a way into the platform: 403 there, which names what is missing", async () => {
    for (const headers of [good.headers, { "X-API-Key": good.plaintext }]) {
      const answer = await send(new Request("http://localhost:3000/v1/flows", { headers }));
      expect(answer).toMatchObject({
        status: 403,
        body: { error: "Forbidden", details: "Missing required permission: FLOWS:READ" },
      });
    }
  });
});
