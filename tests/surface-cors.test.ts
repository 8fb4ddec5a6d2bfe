import { describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { createOrganization } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { send } from "./support/api";
import { callRequest } from "./support/surface-requests";

const APP = "https://app.example.com";
const organizationId = await createOrganization();
const config = { type: "api", cors: { allowedOrigins: [APP] } };
const surface = await makeSurface({ organizationId, config });
await makeOffer(surface, { organizationId, slug: "greet" });
const closed = await makeSurface({ organizationId });
await makeOffer(closed, { organizationId, slug: "greet" });
const key = await createSurfaceKey(surface, { environment: "test", limitPerDay: 100 });

function preflight(place: typeof surface, origin: string) {
  const headers = {
    Origin: origin,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
  };
  return send(callRequest(place, "greet", { headers, method: "OPTIONS" }));
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
    });
    expect(headers["access-control-allow-credentials"]).toBeUndefined();
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
