import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import { hashesOf, someRequest, states } from "@/tests/factories/decision";
import { createKey } from "@/tests/factories/key";
import {
  at,
  openSharedWorld,
  reasonOf,
  type Slug,
  usedBy,
  WEIGHTS,
} from "@/tests/support/shared-world";
import { awayFromEndOf } from "@/tests/support/within-window";

const world = await openSharedWorld();
const { organizationId, surface, call, keysOf, decider } = world;

beforeEach(() => awayFromEndOf("minute", 5_000));

afterAll(() => world.close());

describe("a quota of 1,000 units", () => {
  it("lets exactly 1,000 of 1,500 calls in, over 10 keys and four processes", async () => {
    const keys = await keysOf(10);
    const customer = await makeCustomer({ organizationId, unitsPerMonth: 1_000n }, keys);
    const verdicts = await Promise.all(
      Array.from({ length: 1_500 }, (_, index) => call(index, at(keys, index >> 2), "plain")),
    );
    expect(states(verdicts)).toEqual({ accepted: 1_000, limited: 500 });
    expect(await usedBy(customer)).toMatchObject({ monthUnits: 1_000n, dayUsed: 1_000 });
    const refused = verdicts.filter(({ state }) => state === "limited");
    expect(new Set(refused.map(reasonOf))).toEqual(
      new Set(["Monthly quota of 1000 units reached"]),
    );
  });

  it("is neither passed nor left while a call would fit, whatever calls weigh", async () => {
    const keys = await keysOf(10);
    const customer = await makeCustomer({ organizationId, unitsPerMonth: 1_000n }, keys);
    const slugs: Slug[] = ["heavy", "plain", "free", "heavy"];
    const calls = Array.from({ length: 900 }, (_, index) => at(slugs, index));
    const verdicts = await Promise.all(
      calls.map((slug, index) => call(index, at(keys, index >> 3), slug)),
    );
    const { monthUnits } = await usedBy(customer);
    const units = (state: string) =>
      calls.filter((_, index) => verdicts[index]?.state === state).map((slug) => WEIGHTS[slug]);
    expect(Number(monthUnits)).toBe(units("accepted").reduce((sum, each) => sum + each, 0));
    expect(monthUnits).toBeLessThanOrEqual(1_000n);
    // What was used only grows: what does not fit at the end may not have fitted before.
    expect(units("limited").length).toBeGreaterThan(0);
    for (const weight of units("limited"))
      expect(Number(monthUnits) + weight).toBeGreaterThan(1_000);
  });

  it("lets the refused call in as soon as its plan is raised, in every process", async () => {
    const keys = await keysOf(4);
    const planId = await makePlan({ organizationId, unitsPerMonth: 5n });
    await makeCustomer({ organizationId, planId }, keys);
    const ask = () => Promise.all(keys.map((key, index) => call(index, key, "plain")));
    expect(states([...(await ask()), ...(await ask())])).toEqual({ accepted: 5, limited: 3 });
    await prisma().plan.update({ where: { id: planId }, data: { unitsPerMonth: 8n } });
    expect(states(await ask())).toEqual({ accepted: 3, limited: 1 });
  });

  it("that is soft refuses nothing, and tells what was used and what is beyond it", async () => {
    const [key] = await keysOf(1, { integration: "CRM" });
    if (!key) throw new Error("no key");
    await makeCustomer({ organizationId, unitsPerMonth: 10n, quotaMode: "soft" }, [key]);
    const verdicts = [await call(0, key, "heavy"), await call(0, key, "heavy")];
    expect(states(verdicts)).toEqual({ accepted: 2 });
    expect(verdicts).toMatchObject([
      { key: { integration: "CRM" }, taken: { units: 7, overageUnits: 0 } },
      { windows: [{ limit: 10, used: 14 }], taken: { units: 7, overageUnits: 4 } },
    ]);
  });

  it("begins again with each month in UTC, and not when the clock is set back", async () => {
    const [key] = await keysOf(1);
    if (!key) throw new Error("no key");
    const customer = await makeCustomer({ organizationId, unitsPerMonth: 1n }, [key]);
    const move = (by: number) =>
      pool().query(
        "UPDATE customer_windows SET month_bucket = month_bucket + $2 WHERE customer_id = $1",
        [customer, by],
      );
    expect(states([await call(0, key, "plain"), await call(1, key, "plain")])).toEqual({
      accepted: 1,
      limited: 1,
    });
    await move(-1);
    expect(states([await call(0, key, "plain"), await call(1, key, "plain")])).toEqual({
      accepted: 1,
      limited: 1,
    });
    await move(1);
    expect(states([await call(0, key, "plain")])).toEqual({ limited: 1 });
  });

  it("is not taken from by calls of what is paused, or not there, or not the key's", async () => {
    const { capabilityId } = await prisma().surfaceItem.findFirstOrThrow({
      where: { surfaceId: surface.surfaceId, endpointSlug: "free" },
    });
    const keys = [...(await keysOf(1, { scopes: [capabilityId] })), ...(await keysOf(1))];
    const customer = await makeCustomer({ organizationId, unitsPerMonth: 10n }, keys);
    await call(0, at(keys, 0), "heavy");
    await decider(0).decide(hashesOf(at(keys, 1).plaintext), someRequest(), "nothing");
    await decider(0).decide(hashesOf(at(keys, 1).plaintext), someRequest());
    expect(await usedBy(customer)).toMatchObject({ monthUnits: 0n, hourUsed: 3 });
  });
});

describe("limits of a customer", () => {
  it("are shared by all of its keys, those of the platform among them", async () => {
    const keys = [...(await keysOf(3)), await createKey({ organizationId })];
    await makeCustomer({ organizationId, limitPerHour: 10 }, keys);
    const verdicts = await Promise.all(
      Array.from({ length: 16 }, (_, index) => call(index >> 2, at(keys, index))),
    );
    expect(states(verdicts)).toEqual({ accepted: 10, limited: 6 });
    const refused = verdicts.find(({ state }) => state === "limited");
    expect(refused && reasonOf(refused)).toBe("Customer hourly limit of 10 requests reached");
  });

  it("charge nothing where the key's own is reached, and the other way round", async () => {
    const [narrow, wide] = [...(await keysOf(1, { limitPerMinute: 2 })), ...(await keysOf(1))];
    if (!narrow || !wide) throw new Error("no keys");
    const customer = await makeCustomer({ organizationId, limitPerDay: 5 }, [narrow, wide]);
    const asked = [narrow, narrow, narrow, wide, wide, wide, wide];
    const verdicts = await Promise.all(asked.map((key) => call(0, key, "plain")));
    expect(verdicts.map(({ state }) => state === "accepted")).toEqual([
      ...[true, true, false],
      ...[true, true, true, false],
    ]);
    expect(reasonOf(at(verdicts, 2))).toBe("Minute limit of 2 requests reached");
    expect(reasonOf(at(verdicts, 6))).toBe("Customer daily limit of 5 requests reached");
    expect(await usedBy(customer)).toMatchObject({ dayUsed: 5, monthUnits: 5n });
    const windowOf = (keyId: string) => prisma().keyWindow.findUniqueOrThrow({ where: { keyId } });
    expect(await windowOf(narrow.id)).toMatchObject({ dayUsed: 2, asked: 3n });
    expect(await windowOf(wide.id)).toMatchObject({ dayUsed: 3, asked: 4n });
  });

  it("are those of its plan unless it has its own, or none whatever the plan says", async () => {
    const keys = await keysOf(1);
    const planId = await makePlan({ organizationId, limitPerMinute: 60, limitPerHour: 10 });
    const customer = await makeCustomer({ organizationId, planId, limitPerHour: 20 }, keys);
    const limits = async () => {
      const verdict = await call(0, at(keys, 0), "plain");
      return "windows" in verdict && verdict.windows.map(({ name, limit }) => [name, limit]);
    };
    expect(await limits()).toEqual([
      ["customer-minute", 60],
      ["customer-hour", 20],
    ]);
    await prisma().customer.update({
      where: { id: customer },
      data: { unlimited: ["limit_per_minute"], limitPerHour: null },
    });
    expect(await limits()).toEqual([["customer-hour", 10]]);
    await prisma().customer.update({ where: { id: customer }, data: { planId: null } });
    expect(await limits()).toEqual([]);
  });

  it("go with a key that is handed to another customer", async () => {
    const keys = await keysOf(1);
    const key = at(keys, 0);
    await makeCustomer({ organizationId, limitPerHour: 1 }, keys);
    const ask = () => Promise.all([call(0, key), call(1, key), call(2, key)]);
    expect(states(await ask())).toEqual({ accepted: 1, limited: 2 });
    const other = await makeCustomer({ organizationId, limitPerHour: 2 }, keys);
    expect(states(await ask())).toEqual({ accepted: 2, limited: 1 });
    await pool().query("UPDATE api_keys SET customer_id = NULL WHERE id = $1", [key.id]);
    expect(states(await ask())).toEqual({ accepted: 3 });
    expect(await usedBy(other)).toMatchObject({ hourUsed: 2 });
  });
});

describe("a customer that is suspended", () => {
  it("is let in by no process from then on, until it is resumed", async () => {
    const keys = [
      ...(await keysOf(2)),
      await createKey({ organizationId, allowedIps: ["10.0.0.1"] }),
    ];
    const id = await makeCustomer({ organizationId }, keys);
    const here = { callerAddress: "10.0.0.1" };
    const ask = () =>
      Promise.all(
        [0, 1, 2, 3].flatMap((each) => keys.map((key) => call(each, key, undefined, here))),
      );
    expect(states(await ask())).toEqual({ accepted: 12 });
    await prisma().customer.update({ where: { id }, data: { status: "suspended" } });
    expect(states(await ask())).toEqual({ suspended: 12 });
    expect(states([await call(0, at(keys, 2))])).toEqual({ address_not_allowed: 1 });
    expect(await usedBy(id)).toMatchObject({ dayUsed: 12 });
    await prisma().customer.update({ where: { id }, data: { status: "active" } });
    expect(states(await ask())).toEqual({ accepted: 12 });
  });
});
