import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/auth/password";

const PASSWORD = "kettle orbit thistle";

/** Microseconds of the processor: what else the machine does is not in them. */
async function costOf(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

describe("a password", () => {
  it("is kept as argon2id with 19 MiB and two passes, never twice alike", async () => {
    const [first, second] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(second).not.toBe(first);
  });

  it("is recognised, and no other one", async () => {
    const hashed = await hashPassword(PASSWORD);
    expect(await verifyPassword(PASSWORD, hashed)).toBe(true);
    expect(await verifyPassword(`${PASSWORD} `, hashed)).toBe(false);
    expect(await verifyPassword(PASSWORD.toUpperCase(), hashed)).toBe(false);
  });

  it("is the same however the keyboard composes its letters", async () => {
    const hashed = await hashPassword("café-crème 1".normalize("NFC"));
    expect(await verifyPassword("café-crème 1".normalize("NFD"), hashed)).toBe(true);
  });

  it("is told apart in all of its 128 characters", async () => {
    const long = "0123456789abcdef".repeat(8);
    expect(await verifyPassword(`${long.slice(0, 127)}x`, await hashPassword(long))).toBe(false);
  });

  it("takes as long to refuse for nobody as for someone", async () => {
    const hashed = await hashPassword(PASSWORD);
    await verifyPassword("warm up");
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      known.push(await costOf(() => verifyPassword("wrong", hashed)));
      unknown.push(await costOf(() => verifyPassword("wrong")));
    }
    expect(await verifyPassword("wrong")).toBe(false);
    const ratio = Math.min(...unknown) / Math.min(...known);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });
});
