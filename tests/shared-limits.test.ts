import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer } from "./factories/customer";
import { type CreatedKey, createKey } from "./factories/key";
import { createOrganization } from "./factories/people";
import {
  createSurfaceKey,
  GREETING,
  type MadeSurface,
  makeOffer,
  makeSurface,
} from "./factories/surface";
import { type Answer, send } from "./support/api";
import { ORIGIN } from "./support/contract-requests";
import { callRequest } from "./support/surface-requests";
import { awayFromEndOf } from "./support/within-window";

let organizationId: string;
let surface: MadeSurface;
let key: CreatedKey;

beforeAll(async () => {
  organizationId = await createOrganization();
  surface = await makeSurface({ organizationId });
  const offer = { organizationId, slug: "hi", published: [GREETING] };
  const { capabilityId: id } = await makeOffer(surface, offer);
  await prisma().capability.update({ where: { id }, data: { weight: 4 } });
});

beforeEach(async () => {
  await awayFromEndOf("minute", 3_000);
  key = await createSurfaceKey(surface);
});

const body = { name: "Ada" };
const call = () => send(callRequest(surface, "hi", { headers: key.headers, body }));
const dispatch = () => {
  const dispatched = { capability: "hi", input: body };
  return send(callRequest(surface, "dispatch", { headers: key.headers, body: dispatched }));
};

/** The end of this month, in Unix seconds. */
const monthEnd = () => {
  const now = new Date();
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1) / 1_000;
};

const me = ({ headers }: CreatedKey) => send(new Request(`${ORIGIN}/v1/me`, { headers }));

const policiesOf = ({ headers }: Answer) => headers["ratelimit-policy"];

describe("a call of a key that has a customer", () => {
  it("tells of the quota, and warns from 80 % of it on", async () => {
    await makeCustomer({ organizationId, unitsPerMonth: 10n, limitPerHour: 100 }, [key]);
    const first = await call();
    expect(first).toMatchObject({
      status: 200,
      headers: {
        "x-quota-limit": "10",
        "x-quota-remaining": "6",
        "x-quota-reset": String(monthEnd()),
        "x-ratelimit-limit": "100",
        "x-ratelimit-remaining": "99",
      },
    });
    expect(first.headers).not.toHaveProperty("x-quota-warning");
    expect(policiesOf(first)).toMatch(
      /^"customer-hour";q=100;w=3600, "customer-month";q=10;w=(2419200|2505600|2592000|2678400)$/,
    );
    expect((await call()).headers).toMatchObject({
      "x-quota-warning": "80",
      "x-quota-remaining": "2",
    });
  });

  it.each([
    ["by its path", call],
    ["by its name in the body", dispatch],
  ])("over its quota is refused until the month ends, %s", async (_, ask) => {
    await makeCustomer({ organizationId, unitsPerMonth: 10n }, [key]);
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const refused = await ask();
    expect(refused).toMatchObject({
      status: 429,
      body: { error: "Rate limit exceeded", details: "Monthly quota of 10 units reached" },
      headers: { "x-quota-remaining": "2" },
    });
    const left = monthEnd() - Date.now() / 1_000;
    expect(Math.abs(Number(refused.headers["retry-after"]) - left)).toBeLessThan(60);
  });

  it("that names what it calls in the body is let over a soft quota, and counted", async () => {
    const quota = { unitsPerMonth: 1n, quotaMode: "soft" as const };
    const customerId = await makeCustomer({ organizationId, ...quota }, [key]);
    expect((await dispatch()).status).toBe(200);
    expect(await prisma().customerWindow.findUnique({ where: { customerId } })).toMatchObject({
      monthUnits: 4n,
    });
  });

  it("tells of the limits that it shares in /v1/me", async () => {
    await makeCustomer({ organizationId, unitsPerMonth: 10n, limitPerDay: 7 }, [key]);
    const limits = [
      { window: "customer-day", limit: 7, remaining: 6 },
      { window: "customer-month", limit: 10, remaining: 10, reset: monthEnd() },
    ];
    expect((await me(key)).body).toMatchObject({ limits });
  });
});

describe("the keys of a suspended customer", () => {
  it("are refused by name, on a surface and on the platform", async () => {
    const platform = await createKey({ organizationId });
    const id = await makeCustomer({ organizationId }, [key, platform]);
    expect([(await call()).status, (await me(platform)).status]).toEqual([200, 200]);
    await prisma().customer.update({ where: { id }, data: { status: "suspended" } });
    expect(await call()).toMatchObject({ status: 403, body: { error: "Customer is suspended" } });
    expect(Object.keys(Object((await call()).body))).toEqual(["error"]);
    expect(await me(platform)).toMatchObject({
      status: 403,
      body: { details: "Customer is suspended" },
    });
  });
});
