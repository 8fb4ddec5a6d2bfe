import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { type Attempt, beginAttempt, forgiveAttempt } from "@/lib/auth/sign-in-throttle";
import { AppError } from "@/lib/core/errors";
import { trimThrottles } from "@/lib/db/sign-in-throttles";
import { env } from "@/lib/env";

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
  it("cost nothing at first, then 2, 4, 8 seconds, and never more than a minute", async () => {
    const waits: (number | undefined)[] = [];
    await beginAttempt(email, address);
    for (const failures of [4, 5, 6, 7, 8, 9, 10, 50, 5_000]) {
      await sql(`UPDATE sign_in_throttles SET failures = ${failures}, last_failed_at = now() + interval '1 h'
        WHERE subject LIKE 'network:%'`);
      waits.push(await waitOf(beginAttempt(email, address)));
    }
    expect(waits).toEqual([undefined, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it("are forgiven one by one, a minute each", async () => {
    await failTimes(5);
    await pass(180);
    await beginAttempt(email, address);
    const [row] = await sql(
      "SELECT failures FROM sign_in_throttles WHERE subject LIKE 'network:%'",
    );
    expect(row?.failures).toBe(3);
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
    const tryFrom = (networks: string[]) =>
      Promise.all(networks.map((network) => waitOf(beginAttempt(email, `${network}.1`))));
    await beginAttempt(email, address);
    await sql("UPDATE sign_in_throttles SET failures = 97 WHERE subject LIKE 'account:%'");
    const waits = await tryFrom(["10.0.1", "10.0.2", "10.0.3", "10.0.4", "10.0.5", "10.0.6"]);
    expect(waits.filter((wait) => wait === undefined)).toHaveLength(3);
    expect(waits.filter((wait) => wait !== undefined && wait > 20 && wait <= 36)).toHaveLength(3);
    expect(await waitOf(beginAttempt("someone.else@example.com", "10.0.1.1"))).toBeUndefined();
    await pass(36);
    const after = await tryFrom(["10.1.1", "10.1.2"]);
    expect(after.filter((wait) => wait === undefined)).toHaveLength(1);
    await pass(3_600);
    const [row] = await sql("SELECT 1 FROM sign_in_throttles WHERE subject LIKE 'account:%'");
    expect(row).toBeDefined();
    expect(await tryFrom(["10.2.1", "10.2.2", "10.2.3"])).toEqual(Array(3).fill(undefined));
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

  it("never lock an account permanently, however long someone keeps guessing", async () => {
    await failTimes(5);
    for (let hour = 0; hour < 12; hour += 1) {
      await pass(60);
      await beginAttempt(email, address);
    }
    expect(await waitOf(beginAttempt(email, address))).toBeLessThanOrEqual(60);
    await pass(60);
    expect(await waitOf(beginAttempt(email, address))).toBeUndefined();
    await pass(3_600);
    await failTimes(5);
  });

  it("let exactly five of twelve simultaneous guesses through", async () => {
    const guesses = Array.from({ length: 12 }, (_, index) =>
      waitOf(beginAttempt(email, `198.51.100.${index}`)),
    );
    const passed = (await Promise.all(guesses)).filter((wait) => wait === undefined);
    expect(passed).toHaveLength(5);
  });

  it("let exactly twenty of thirty simultaneous guesses of one address through", async () => {
    const guesses = Array.from({ length: 30 }, (_, index) =>
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
    await beginAttempt(email, "10.0.0.1");
    await sql("UPDATE sign_in_throttles SET failures = 99 WHERE subject LIKE 'account:%'");
    await forgiveAttempt(await beginAttempt(email, address));
    await failTimes(1);
    expect(await waitOf(beginAttempt(email, "10.200.0.1"))).toBeGreaterThan(20);
  });

  it("leaves the failures of its address as they were", async () => {
    await beginAttempt("u@example.com", address);
    await sql("UPDATE sign_in_throttles SET failures = 19 WHERE subject LIKE 'address:%'");
    await pass(10);
    for (let count = 0; count < 3; count += 1) {
      await forgiveAttempt(await beginAttempt(email, address));
    }
    const [row] = await sql(
      "SELECT failures, extract(epoch FROM now() - last_failed_at)::int AS ago FROM sign_in_throttles WHERE subject LIKE 'address:%'",
    );
    expect(row?.failures).toBe(19);
    expect(Number(row?.ago)).toBeGreaterThanOrEqual(9);
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
