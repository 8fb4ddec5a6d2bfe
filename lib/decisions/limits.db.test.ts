import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { issueSecret } from "@/lib/credentials/issue";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { call, states } from "@/tests/factories/decision";
import { type CreatedKey, createKey, type KeyFacts } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { awayFromEndOf } from "@/tests/support/within-window";
import { openDecisions } from "./decisions";
import type { Verdict } from "./verdict";

const store = openDecisions();
const other = openDecisions();
let organizationId = "";

beforeAll(async () => {
  organizationId = await createOrganization();
});

// A test that counts within a minute must not begin at the end of one.
beforeEach(() => awayFromEndOf("minute", 3_000));

afterAll(async () => {
  await Promise.all([store.close(), other.close()]);
});

function key(facts: Omit<KeyFacts, "organizationId"> = {}): Promise<CreatedKey> {
  return createKey({ organizationId, ...facts });
}

async function used(keyId: string) {
  const window = await prisma().keyWindow.findUniqueOrThrow({ where: { keyId } });
  return { minute: window.minuteUsed, hour: window.hourUsed, day: window.dayUsed };
}

function many(count: number, ask: (index: number) => Promise<Verdict>): Promise<Verdict[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => ask(index)));
}

/** Moves the window of a key by whole buckets and sets what it has used. */
async function moveWindow(
  keyId: string,
  unit: "minute" | "hour" | "day",
  by: number,
  uses: number,
) {
  const seconds = { minute: 60, hour: 3_600, day: 86_400 }[unit];
  await pool().query(
    `UPDATE key_windows SET ${unit}_bucket = floor(extract(epoch FROM now()) / $2)::int + $3,
       ${unit}_used = $4 WHERE key_id = $1`,
    [keyId, seconds, by, uses],
  );
}

async function secondSecret(of: CreatedKey): Promise<{ id: string; plaintext: string }> {
  const { plaintext, hash, pepperVersion, prefix, lastFour } = issueSecret(
    "rt_live_",
    env().RUNTYPE_KEY_PEPPERS,
  );
  const id = newId("secret");
  await prisma().apiSecret.create({
    data: { id, organizationId, keyId: of.id, hash, pepperVersion, prefix, lastFour },
  });
  return { id, plaintext };
}

describe("a limit", () => {
  it("of 1,000 an hour lets exactly 1,000 of 1,500 concurrent requests in", async () => {
    const { id, plaintext } = await key({ limitPerHour: 1_000 });
    const verdicts = await many(1_500, () => call(store, plaintext));
    expect(states(verdicts)).toEqual({ accepted: 1_000, limited: 500 });
    expect(await used(id)).toMatchObject({ hour: 1_000, day: 1_000 });
  });

  it("holds exactly over two processes that decide at the same moment", async () => {
    const { id, plaintext } = await key({ limitPerHour: 1_000 });
    const verdicts = await many(1_500, (n) => call(n % 2 ? store : other, plaintext));
    expect(states(verdicts)).toEqual({ accepted: 1_000, limited: 500 });
    expect(await used(id)).toMatchObject({ hour: 1_000 });
  });

  it("is shared by the two secrets of a key, in one batch and over batches", async () => {
    const first = await key({ limitPerHour: 10 });
    const second = await secondSecret(first);
    const verdicts = await many(16, (n) => call(store, n % 2 ? first.plaintext : second.plaintext));
    expect(states(verdicts)).toEqual({ accepted: 10, limited: 6 });
    expect(states([await call(store, second.plaintext)])).toEqual({ limited: 1 });
    expect(await used(first.id)).toMatchObject({ hour: 10 });
  });

  it("is not taken from by the retired secret of a key", async () => {
    const first = await key({ limitPerHour: 10 });
    const second = await secondSecret(first);
    await prisma().apiSecret.update({
      where: { id: first.secretId },
      data: { retireAt: new Date(Date.now() - 1_000) },
    });
    const verdicts = await many(20, (n) =>
      call(store, n < 10 ? first.plaintext : second.plaintext),
    );
    expect(states(verdicts)).toEqual({ retired: 10, accepted: 10 });
    expect(await used(first.id)).toMatchObject({ hour: 10 });
  });

  it("is not taken from by calls from addresses that the key does not allow", async () => {
    const bound = await key({ limitPerHour: 10, allowedIps: ["198.51.100.0/24", "2001:db8::7"] });
    const callers = ["198.51.100.1", "::ffff:198.51.100.2", "2001:db8::7"];
    const strangers = ["203.0.113.8", "2001:db8::8", "198.51.100", "", null];
    const verdicts = await many(16, (index) => {
      const callerAddress = [...callers, ...strangers][index % 8] ?? null;
      return call(store, bound.plaintext, { callerAddress });
    });
    expect(states(verdicts)).toEqual({ accepted: 6, address_not_allowed: 10 });
    expect(await used(bound.id)).toEqual({ minute: 6, hour: 6, day: 6 });
  });

  it("that is full charges no window", async () => {
    const { id, plaintext } = await key({ limitPerMinute: 100, limitPerHour: 3, limitPerDay: 50 });
    const verdicts = await many(10, () => call(store, plaintext));
    expect(states(verdicts)).toEqual({ accepted: 3, limited: 7 });
    expect(await used(id)).toEqual({ minute: 3, hour: 3, day: 3 });
  });

  it.each(["limitPerMinute", "limitPerHour", "limitPerDay"] as const)(
    "%s is enough to refuse",
    async (limit) => {
      const { plaintext } = await key({ [limit]: 2 });
      expect(states(await many(5, () => call(store, plaintext)))).toEqual({
        accepted: 2,
        limited: 3,
      });
    },
  );

  it("counts each request's place in its windows", async () => {
    const { plaintext } = await key({ limitPerHour: 3, limitPerDay: 100 });
    const verdicts = await many(5, () => call(store, plaintext));
    const hours = verdicts.map((verdict) =>
      "windows" in verdict ? verdict.windows.map(({ name, used: n }) => `${name} ${n}`) : [],
    );
    expect(hours).toEqual([
      ["hour 1", "day 1"],
      ["hour 2", "day 2"],
      ["hour 3", "day 3"],
      ["hour 3", "day 3"],
      ["hour 3", "day 3"],
    ]);
  });

  it("is absent where none is set", async () => {
    const { id, plaintext } = await key();
    await prisma().apiKey.update({
      where: { id },
      data: { limitPerHour: null, limitPerDay: null },
    });
    expect(await call(store, plaintext)).toMatchObject({ state: "accepted", windows: [] });
  });
});

describe("a raised or lowered limit", () => {
  it("holds from the next request, and keeps what was used", async () => {
    const { id, plaintext } = await key({ limitPerHour: 2 });
    await many(3, () => call(store, plaintext));
    await prisma().apiKey.update({ where: { id }, data: { limitPerHour: 4 } });
    expect(states(await many(5, () => call(store, plaintext)))).toEqual({
      accepted: 2,
      limited: 3,
    });
    await prisma().apiKey.update({ where: { id }, data: { limitPerHour: 1 } });
    const refused = await call(store, plaintext);
    expect(refused).toMatchObject({ state: "limited", windows: [{ limit: 1, used: 4 }, {}] });
  });
});

describe("a window", () => {
  it.each(["minute", "hour", "day"] as const)("of a former %s starts again", async (unit) => {
    const { id, plaintext } = await key({ limitPerMinute: 5, limitPerHour: 5, limitPerDay: 5 });
    await moveWindow(id, unit, -1, 5);
    expect(states(await many(6, () => call(store, plaintext)))).toEqual({
      accepted: 5,
      limited: 1,
    });
  });

  it.each(["minute", "hour", "day"] as const)(
    "that a later request opened is charged by one that began in the former %s",
    async (unit) => {
      const { id, plaintext } = await key({ limitPerMinute: 5, limitPerHour: 5, limitPerDay: 5 });
      await moveWindow(id, unit, 1, 3);
      expect(states(await many(4, () => call(store, plaintext)))).toEqual({
        accepted: 2,
        limited: 2,
      });
      expect(await used(id)).toMatchObject({ [unit]: 5 });
    },
  );
});
