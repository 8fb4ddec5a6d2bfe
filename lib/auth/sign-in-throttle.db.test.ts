import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type Attempt,
  beginAttempt,
  delayAfter,
  forgiveAttempt,
  remainingFailures,
} from "@/lib/auth/sign-in-throttle";
import { AppError } from "@/lib/core/errors";
import { trimThrottles } from "@/lib/db/sign-in-throttles";
import { env } from "@/lib/env";

const RULE = { free: 5, first: 2, pace: 60 };

let email = "";
let address = "";

async function sql(text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

function pass(seconds: number): Promise<unknown> {
  return sql(
    `UPDATE sign_in_throttles SET last_failed_at = last_failed_at - interval '${seconds} s'`,
  );
}

async function failTimes(times: number, asAddress: string | null = address): Promise<void> {
  for (let time = 0; time < times; time += 1) await beginAttempt(email, asAddress);
}

async function waitOf(attempt: Promise<Attempt>): Promise<number | undefined> {
  const error = await attempt.then(() => undefined).catch((thrown: unknown) => thrown);
  if (error === undefined) return undefined;
  if (!(error instanceof AppError)) throw error;
  expect(error.code).toBe("rate_limited");
  expect(error.details).toBe(
    `Too many attempts. Try again in ${error.facts.retryAfter} second${error.facts.retryAfter === 1 ? "" : "s"}.`,
  );
  return error.facts.retryAfter;
}

beforeEach(async () => {
  await sql("DELETE FROM sign_in_throttles");
  email = `${randomBytes(6).toString("hex")}@example.com`;
  address = "203.0.113.7";
});

describe("failed sign-ins", () => {
  it("cost nothing at first, then 2, 4, 8 seconds, and never more than a minute", () => {
    expect(
      [0, 4, 5, 6, 7, 8, 9, 10, 50, 5_000].map((failures) => delayAfter(failures, RULE)),
    ).toEqual([0, 0, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it("are forgiven one by one, a minute each", () => {
    expect(remainingFailures(7, 59, RULE)).toBe(7);
    expect(remainingFailures(7, 180, RULE)).toBe(4);
    expect(remainingFailures(7, 86_400, RULE)).toBe(0);
  });

  it("slow down an account for their network alone: the /24, or the /64", async () => {
    await failTimes(4, "198.51.100.1");
    await failTimes(1, "198.51.100.2");
    expect(await waitOf(beginAttempt(email, "198.51.100.3"))).toBe(2);
    expect(await waitOf(beginAttempt(email, "198.51.101.3"))).toBeUndefined();
    expect(await waitOf(beginAttempt("someone.else@example.com", "198.51.100.3"))).toBeUndefined();
    await failTimes(5, "2001:db8:1:2::1");
    expect(await waitOf(beginAttempt(email, "2001:db8:1:2:ffff::1"))).toBe(2);
    expect(await waitOf(beginAttempt(email, "2001:db8:1:3::1"))).toBeUndefined();
  });

  it("slow down an account from anywhere above 100 an hour, and then let 100 an hour through", async () => {
    const tries = Array.from({ length: 130 }, (_, n) => waitOf(beginAttempt(email, `10.${n}.0.1`)));
    const waits = (await Promise.all(tries)).filter((wait) => wait !== undefined);
    expect(waits).toHaveLength(30);
    expect(Math.max(...waits)).toBeLessThanOrEqual(36);
    expect(await waitOf(beginAttempt("someone.else@example.com", "10.1.0.1"))).toBeUndefined();
    await pass(36);
    const [first, second] = await Promise.all(
      ["11.0.0.1", "11.1.0.1"].map((from) => waitOf(beginAttempt(email, from))),
    );
    expect([first, second].filter((wait) => wait === undefined)).toHaveLength(1);
    await pass(3_600);
    for (let n = 0; n < 100; n += 1) await beginAttempt(email, `12.${n}.0.1`);
  });

  it("slow down an address for whatever account, and a neighbour in its IPv6 network", async () => {
    address = "2001:db8:1:2::aaaa";
    for (let count = 0; count < 20; count += 1)
      await beginAttempt(`u${count}@example.com`, address);
    expect(await waitOf(beginAttempt(email, address))).toBe(2);
    expect(await waitOf(beginAttempt(email, "2001:db8:1:2:ffff::1"))).toBe(2);
    expect(await waitOf(beginAttempt(email, "2001:db8:1:3::1"))).toBeUndefined();
    expect(await waitOf(beginAttempt(email, "203.0.113.8"))).toBeUndefined();
  });

  it("count an IPv4 caller once, in whichever form the socket has the address", async () => {
    for (let count = 0; count < 10; count += 1)
      await beginAttempt(`u${count}@example.com`, "::ffff:203.0.113.7");
    for (let count = 10; count < 20; count += 1)
      await beginAttempt(`u${count}@example.com`, "203.0.113.7");
    expect(await waitOf(beginAttempt(email, "203.0.113.7"))).toBe(2);
  });

  it("let the next attempt through once the delay is over, and then ask for a longer one", async () => {
    await failTimes(5);
    expect(await waitOf(beginAttempt(email, address))).toBe(2);
    await pass(2);
    expect(await waitOf(beginAttempt(email, address))).toBeUndefined();
    expect(await waitOf(beginAttempt(email, address))).toBe(4);
  });

  it("do not lengthen the delay while it lasts", async () => {
    await failTimes(5);
    for (let count = 0; count < 5; count += 1) {
      expect(await waitOf(beginAttempt(email, address))).toBeLessThanOrEqual(2);
    }
    await pass(2);
    expect(await waitOf(beginAttempt(email, address))).toBeUndefined();
  });

  it("never lock an account for good, however long somebody keeps guessing", async () => {
    await failTimes(5);
    for (let hour = 0; hour < 60; hour += 1) {
      await pass(60);
      await beginAttempt(email, address);
    }
    expect(await waitOf(beginAttempt(email, address))).toBeLessThanOrEqual(60);
    await pass(60);
    expect(await waitOf(beginAttempt(email, address))).toBeUndefined();
    await pass(3_600);
    await failTimes(5);
  });

  it("let exactly five of fifty simultaneous guesses through", async () => {
    const guesses = Array.from({ length: 50 }, (_, index) =>
      waitOf(beginAttempt(email, `198.51.100.${index}`)),
    );
    const passed = (await Promise.all(guesses)).filter((wait) => wait === undefined);
    expect(passed).toHaveLength(5);
  });

  it("let exactly twenty of sixty simultaneous guesses of one address through", async () => {
    const guesses = Array.from({ length: 60 }, (_, index) =>
      waitOf(beginAttempt(`u${index}@example.com`, address)),
    );
    const passed = (await Promise.all(guesses)).filter((wait) => wait === undefined);
    expect(passed).toHaveLength(20);
  });

  it("are not stored with what was typed or where from", async () => {
    await beginAttempt("Secret-typed-by-mistake", address);
    const stored = JSON.stringify(await sql("SELECT * FROM sign_in_throttles"));
    expect(stored).not.toMatch(/Secret-typed|203\.0\.113/);
  });
});

describe("a sign-in that succeeds", () => {
  it("gives the account its free attempts back", async () => {
    await failTimes(4);
    await forgiveAttempt(await beginAttempt(email, address));
    await failTimes(5);
  });

  it("gives nobody else's attempts back", async () => {
    for (let n = 0; n < 99; n += 1) await beginAttempt(email, `10.${n}.0.1`);
    await forgiveAttempt(await beginAttempt(email, address));
    await failTimes(1);
    expect(await waitOf(beginAttempt(email, "10.200.0.1"))).toBe(36);
  });

  it("leaves the failures of its address as they were", async () => {
    for (let count = 0; count < 19; count += 1)
      await beginAttempt(`u${count}@example.com`, address);
    await pass(30);
    for (let count = 0; count < 5; count += 1) {
      await forgiveAttempt(await beginAttempt(email, address));
    }
    const [row] = await sql(
      "SELECT failures, extract(epoch FROM now() - last_failed_at)::int AS ago FROM sign_in_throttles WHERE subject LIKE 'address:%'",
    );
    expect(row?.failures).toBe(19);
    expect(Number(row?.ago)).toBeGreaterThanOrEqual(29);
  });
});

describe("counts", () => {
  it("are dropped after an hour of quiet", async () => {
    await beginAttempt("old@example.com", "198.51.100.50");
    await pass(3_601);
    await beginAttempt(email, address);
    await trimThrottles(100);
    expect(await sql("SELECT 1 FROM sign_in_throttles")).toHaveLength(3);
  });

  it("are never more than a number, and the newest are kept", async () => {
    for (let n = 0; n < 10; n += 1) {
      await beginAttempt(`u${n}@example.com`, `10.${n}.0.1`);
      await pass(1);
    }
    await trimThrottles(6);
    const left = await sql("SELECT 1 FROM sign_in_throttles");
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThanOrEqual(6);
  });
});
