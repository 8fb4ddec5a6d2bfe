import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { createOrganization, createPerson } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { send } from "./support/api";
import { ORIGIN } from "./support/contract-requests";
import { productsApi } from "./support/products";
import { asOwner } from "./support/roles";
import { callRequest } from "./support/surface-requests";

const APP = "https://app.example.com";
const organizationId = await createOrganization();
const config = { type: "api", cors: { allowedOrigins: [APP] } };
const surface = await makeSurface({ organizationId, config });
await makeOffer(surface, { organizationId, slug: "greet" });
const closed = await makeSurface({ organizationId });
await makeOffer(closed, { organizationId, slug: "greet" });
const key = await createSurfaceKey(surface, { environment: "test", limitPerDay: 100 });

const ASKING = {
  "Access-Control-Request-Method": "GET",
  "Access-Control-Request-Headers": "if-none-match",
};

function preflight(place: typeof surface, origin: string, more: Record<string, string> = {}) {
  const headers = {
    Origin: origin,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
    ...more,
  };
  return send(callRequest(place, "greet", { headers, method: "OPTIONS" }));
}

type Asked = { method?: string; headers?: Record<string, string> };

/** What is asked below `/api` of a surface by a page, however crooked the path. */
function askAt(rest: string, asked: Asked) {
  const { productId, surfaceId } = surface;
  const url = `${ORIGIN}/v1/products/${productId}/surfaces/${surfaceId}/api${rest}`;
  const headers = { Origin: APP, ...asked.headers };
  return send(new Request(url, { method: asked.method ?? "GET", headers }));
}

function grants(headers: Record<string, string>) {
  return Object.keys(headers).filter((name) => name.startsWith("access-control-"));
}

describe("a page of another site", () => {
  it("may ask whether it may call, without a key", async () => {
    const { status, headers } = await preflight(surface, APP);
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      "access-control-allow-origin": APP,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "Authorization, Content-Type, X-API-Key, Idempotency-Key",
      vary: "Origin",
      "x-request-id": expect.stringMatching(/^req_/),
    });
    expect(headers["access-control-allow-credentials"]).toBeUndefined();
  });

  it("may send any header that is a plain token, by its name", async () => {
    const asked =
      "authorization, traceparent,Baggage,x-b3-traceid, bad header, \u00e9, sentry-trace";
    const more = { "Access-Control-Request-Headers": asked };
    const { headers } = await preflight(surface, APP, more);
    expect(headers["access-control-allow-headers"]).toBe(
      "Authorization, Content-Type, X-API-Key, Idempotency-Key, traceparent, baggage, x-b3-traceid, sentry-trace",
    );
  });

  const REFUSED: [what: string, rest: string, asked: Asked, status: number][] = [
    ["no such capability", "/nope", { method: "POST", headers: key.headers }, 404],
    ["no such path", "/greet/more", {}, 404],
    ["no path", "", { headers: key.headers }, 404],
    ["a slash too many", "/greet/", { method: "POST", headers: key.headers }, 404],
    ["two slashes", "//greet", { method: "POST" }, 404],
    ["another method", "/greet", {}, 405],
    ["a key in the address", `/greet?key=${key.plaintext}`, { method: "POST" }, 400],
    ["a preflight of a crooked path", "/greet/", { method: "OPTIONS", headers: ASKING }, 204],
    ["one with a key", `/a/${key.plaintext}`, { method: "OPTIONS", headers: ASKING }, 400],
  ];

  it.each(REFUSED)("may read why it is refused: %s", async (_what, rest, asked, status) => {
    const answer = await askAt(rest, asked);
    expect(answer.status).toBe(status);
    expect(answer.headers["x-request-id"]).toMatch(/^req_/);
    expect(answer.headers["access-control-allow-origin"]).toBe(APP);
    expect(answer.headers["cross-origin-resource-policy"]).toBe("cross-origin");
    const foreign = await askAt(rest, {
      ...asked,
      headers: { ...asked.headers, Origin: "https://evil.example" },
    });
    expect(grants(foreign.headers)).toEqual([]);
  });

  it("may be of any origin where the surface says so", async () => {
    const open = await makeSurface({ organizationId, config: { cors: { allowedOrigins: ["*"] } } });
    await makeOffer(open, { organizationId, slug: "greet" });
    for (const origin of [APP, "https://evil.example", "null"]) {
      const { headers } = await preflight(open, origin);
      expect(headers["access-control-allow-origin"]).toBe("*");
      expect(headers.vary).toBeUndefined();
    }
  });

  it.each([
    [["https://*.example.com"]],
    [["*.example.com"]],
    [["https://app.example.com:*"]],
    [["*://app.example.com"]],
    [[APP, "*"]],
  ])("is not named by a pattern, and by * only where it stands alone: %j", async (origins) => {
    const { token } = await createPerson({ organizationId });
    const { productId, surfaceId } = surface;
    const change = productsApi({ Authorization: `Bearer ${token}` });
    const path = `/products/${productId}/surfaces/${surfaceId}`;
    const answer = await change("PUT", path, { config: { cors: { allowedOrigins: origins } } });
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues[0].path).toMatch(/^config\.cors\.allowedOrigins/);
  });

  it("keeps its leave through the upgrade, which takes away patterns that never gave any", async () => {
    const rateLimit = { perMinute: 7 };
    const stored = { rateLimit, cors: { allowedOrigins: ["https://*.a.example", APP] } };
    const old = await makeSurface({ organizationId });
    const where = { id: old.surfaceId };
    await prisma().surface.update({ where, data: { config: stored } });
    const sql = readFileSync("prisma/migrations/20261129210200_revisions/migration.sql", "utf8");
    await asOwner(sql.slice(sql.indexOf("UPDATE surfaces")));
    const { config } = await prisma().surface.findUniqueOrThrow({ where });
    expect(config).toEqual({ rateLimit, cors: { allowedOrigins: [APP] } });
  });

  it("may read OpenAPI documents from anywhere, and why it may not have one", async () => {
    const { productId, surfaceId } = surface;
    const place = `/v1/products/${productId}/surfaces/${surfaceId}`;
    for (const [path, status] of [
      ["/v1/openapi.json", 200],
      [`${place}/openapi.json`, 401],
      [`${place}/openapi.yaml`, 401],
    ] as const) {
      const asked = (method: string, headers = {}) =>
        send(new Request(ORIGIN + path, { method, headers: { Origin: APP, ...headers } }));
      const answers = [await asked("GET"), await asked("POST"), await asked("OPTIONS", ASKING)];
      expect(answers.map((answer) => answer.status)).toEqual([status, 405, 204]);
      for (const { headers } of answers) {
        expect(headers["access-control-allow-origin"]).toBe("*");
        expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
        expect(headers["access-control-allow-credentials"]).toBeUndefined();
      }
      expect(answers[2]?.headers["access-control-allow-headers"]).toContain("if-none-match");
    }
  });

  it("may read answers and limits, also of calls that are refused", async () => {
    for (const [headers, status] of [
      [key.headers, 200],
      [{}, 401],
    ] as const) {
      const asked = { headers: { ...headers, Origin: APP } };
      const answer = await send(callRequest(surface, "greet", asked));
      expect(answer.status).toBe(status);
      expect(answer.headers["access-control-allow-origin"]).toBe(APP);
      expect(answer.headers["access-control-expose-headers"]).toContain("X-RateLimit-Remaining");
      expect(answer.headers.vary).toBe("Origin");
    }
  });

  it.each([
    "https://evil.example",
    "null",
    "http://app.example.com",
    "https://app.example.com.evil.example",
    "https://APP.example.com",
    "*",
  ])("gets no leave for the origin %s", async (origin) => {
    const asked = await preflight(surface, origin);
    expect(asked.status).toBe(204);
    expect(grants(asked.headers)).toEqual([]);
    const headers = { ...key.headers, Origin: origin };
    expect(grants((await send(callRequest(surface, "greet", { headers }))).headers)).toEqual([]);
  });

  it("gets no leave where the surface names no origins, or is not there", async () => {
    expect(grants((await preflight(closed, APP)).headers)).toEqual([]);
    const nowhere = { ...surface, surfaceId: closed.surfaceId, productId: surface.productId };
    expect(grants((await preflight(nowhere, APP)).headers)).toEqual([]);
  });

  it("costs one question at a time, however many ask, and an odd id harms nobody's", async () => {
    const odd = { ...surface, surfaceId: "%00" };
    const asked = Array.from({ length: 300 }, (_, at) =>
      preflight(at % 3 === 0 ? surface : at % 3 === 1 ? closed : odd, APP),
    );
    const before = pool().totalCount;
    let waiting = 0;
    const watch = setInterval(() => {
      waiting = Math.max(waiting, pool().waitingCount, pool().totalCount - before);
    });
    const answers = await Promise.all(asked);
    clearInterval(watch);
    expect(waiting).toBeLessThan(3);
    expect(answers.map(({ headers }) => grants(headers).length > 0)).toEqual(
      answers.map((_, at) => at % 3 === 0),
    );
  });

  it("loses its leave with the very next request", async () => {
    const passing = await makeSurface({ organizationId, config });
    expect(grants((await preflight(passing, APP)).headers)).not.toEqual([]);
    const none = { type: "api", cors: { allowedOrigins: [] } };
    await prisma().surface.update({ where: { id: passing.surfaceId }, data: { config: none } });
    expect(grants((await preflight(passing, APP)).headers)).toEqual([]);
  });
});
