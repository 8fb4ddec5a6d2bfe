import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer, makePlan, priceCustomer } from "./factories/customer";
import type { CreatedKey } from "./factories/key";
import { createOrganization } from "./factories/people";
import {
  createSurfaceKey,
  FAILING,
  GREETING,
  type MadeSurface,
  makeOffer,
  makeSurface,
} from "./factories/surface";
import { send } from "./support/api";
import { callRequest } from "./support/surface-requests";
import { awayFromEndOf } from "./support/within-window";

const TIERS = [
  [2, 0],
  [5, 2_000],
  [null, 1_000],
] as const;

let organizationId: string;
let surface: MadeSurface;
const ids: Record<string, string> = {};
let key: CreatedKey;

beforeAll(async () => {
  organizationId = await createOrganization();
  await prisma().organization.update({ where: { id: organizationId }, data: { currency: "EUR" } });
  surface = await makeSurface({ organizationId });
  const offers = { hi: GREETING, heavy: GREETING, bad: FAILING, other: GREETING };
  for (const [slug, step] of Object.entries(offers)) {
    const offer = await makeOffer(surface, { organizationId, slug, published: [step] });
    ids[slug] = offer.capabilityId;
  }
  await prisma().capability.update({ where: { id: ids.heavy ?? "" }, data: { weight: 4 } });
});

beforeEach(async () => {
  await awayFromEndOf("minute", 3_000);
  key = await createSurfaceKey(surface);
});

/** A customer of the key whose calls of all but `other` are sold by tiers. */
async function sell(facts: { spendCapPerMonth?: bigint } = {}, billFailed = false) {
  const planId = await makePlan({ organizationId, isPriced: true });
  const customerId = await makeCustomer({ organizationId, planId, ...facts }, [key]);
  const prices = Object.fromEntries(["hi", "heavy", "bad"].map((slug) => [ids[slug], TIERS]));
  await priceCustomer({ organizationId, planId, customerId, prices, billFailed });
  return customerId;
}

const body = { name: "Ada" };
const call = (slug = "hi") => send(callRequest(surface, slug, { headers: key.headers, body }));
const dispatch = (capability: string) =>
  send(
    callRequest(surface, "dispatch", { headers: key.headers, body: { capability, input: body } }),
  );

async function events() {
  await new Flusher().drain();
  const { rows } = await pool().query(
    `SELECT outcome, price::int, price_parts AS parts, billable FROM usage_events WHERE key_id = $1 ORDER BY at, place`,
    [key.id],
  );
  return rows;
}

async function counted(customerId: string) {
  const { monthSpent } = await prisma().customerWindow.findUniqueOrThrow({ where: { customerId } });
  const meters = await prisma().billedUnits.findMany({ where: { customerId } });
  return { spent: Number(monthSpent), units: meters.map(({ units }) => Number(units)).toSorted() };
}

describe("a call that is sold", () => {
  it("costs what its tier says, in the order of calls", async () => {
    const customerId = await sell();
    for (let n = 0; n < 6; n += 1) expect((await call()).status).toBe(200);
    expect((await events()).map(({ price }) => price)).toEqual([0, 0, 2_000, 2_000, 2_000, 1_000]);
    expect(await counted(customerId)).toEqual({ spent: 7_000, units: [6] });
  });

  it("may reach several tiers, by its weight", async () => {
    const customerId = await sell();
    await call("heavy");
    await dispatch("heavy");
    expect(await events()).toEqual([
      {
        outcome: "ok",
        price: 4_000,
        billable: true,
        parts: [
          [1, 2, 0],
          [2, 2, 2_000],
        ],
      },
      {
        outcome: "ok",
        price: 5_000,
        billable: true,
        parts: [
          [2, 1, 2_000],
          [3, 3, 1_000],
        ],
      },
    ]);
    expect(await counted(customerId)).toEqual({ spent: 9_000, units: [8] });
  });

  it("gives back what was reserved where it fails, and moves no price that was fixed", async () => {
    const customerId = await sell();
    await call("heavy");
    expect((await call("bad")).status).toBe(502);
    expect((await dispatch("bad")).status).toBe(502);
    const failed = { outcome: "step_failed", price: 0, billable: false };
    expect(await events()).toMatchObject([{ price: 4_000 }, failed, failed]);
    expect(await counted(customerId)).toEqual({ spent: 4_000, units: [0, 4] });
  });

  it("is billed where it fails, if the plan says so", async () => {
    const customerId = await sell({}, true);
    for (let n = 0; n < 3; n += 1) await call("bad");
    expect(await events()).toMatchObject([
      { price: 0 },
      { price: 0 },
      { price: 2_000, billable: true },
    ]);
    expect(await counted(customerId)).toEqual({ spent: 2_000, units: [3] });
  });

  it("is refused where it would go over the spend cap, and takes nothing then", async () => {
    const customerId = await sell({ spendCapPerMonth: 5_000n });
    for (let n = 0; n < 4; n += 1) expect((await call()).status).toBe(200);
    const refused = await call();
    expect(refused).toMatchObject({
      status: 429,
      body: { error: "Rate limit exceeded", details: "Monthly spend cap of 0.005 EUR reached" },
    });
    expect(await dispatch("hi")).toMatchObject({ status: 429, body: refused.body });
    const now = new Date();
    const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(
      (end - now.getTime()) / 1_000 - 60,
    );
    expect((await call("other")).status).toBe(200);
    expect(await counted(customerId)).toEqual({ spent: 4_000, units: [4] });
    await prisma().customer.update({
      where: { id: customerId },
      data: { spendCapPerMonth: 6_000n },
    });
    expect((await call()).status).toBe(200);
  });

  it("of a test key, or without a price, costs nothing", async () => {
    key = await createSurfaceKey(surface, { environment: "test" });
    const customerId = await sell();
    await prisma().flow.updateMany({ where: { organizationId }, data: { steps: [GREETING] } });
    for (let n = 0; n < 3; n += 1) await call();
    await call("other");
    expect((await events()).every(({ price, parts }) => price === 0 && parts === null)).toBe(true);
    expect(await counted(customerId)).toEqual({ spent: 0, units: [] });
  });

  it("never goes over the cap, whatever comes at once", async () => {
    const customerId = await sell({ spendCapPerMonth: 30_000n });
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => (n % 3 ? call() : dispatch("hi"))),
    );
    const sold = answers.filter(({ status }) => status === 200).length;
    const { spent, units } = await counted(customerId);
    expect(units).toEqual([sold]);
    // Two free ones, three at 0.002 each, and the rest at 0.001.
    expect(spent).toBe(6_000 + (sold - 5) * 1_000);
    expect(spent).toBe(30_000);
  });
});
