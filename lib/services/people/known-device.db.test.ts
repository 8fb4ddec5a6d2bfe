import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { deviceCookies, deviceTokenHash, deviceTokenIn } from "@/lib/auth/known-device";
import { hashPassword } from "@/lib/auth/password";
import { beginAttempt } from "@/lib/auth/sign-in-throttle";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { isKnownDevice } from "@/lib/db/people";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { createPerson, endSession } from "@/tests/factories/people";
import { asOwner } from "@/tests/support/roles";
import { signIn } from "./sessions";

// Every sign-in costs a hash.
vi.setConfig({ testTimeout: 120_000 });

const PASSWORD = "kettle orbit thistle";
const passwordHash = await hashPassword(PASSWORD);
let email = "";
let userId = "";

/** An account with the password. */
async function createAccount() {
  const person = await createPerson();
  const { userId: id, sessionId } = person.principal;
  await asOwner("UPDATE users SET password_hash = $2 WHERE id = $1", [id, passwordHash]);
  await endSession(sessionId);
  return { email: person.email, userId: id };
}

beforeEach(async () => {
  await prisma().signInThrottle.deleteMany({ where: { failures: { gte: 0 } } });
  ({ email, userId } = await createAccount());
});

describe("a device that signed in before", () => {
  const stranger = (n: number) => `10.${n % 250}.${Math.floor(n / 250)}.1`;
  const from = (address: string, password: string, cookies = "", as = email) =>
    signIn({ credentials: { email: as, password }, address, userAgent: null, cookies });
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "signed in",
      (error: unknown) => (error instanceof AppError ? error.code : "failed"),
    );

  /** The Cookie header of a browser that signed in. */
  async function knownDevice(as = email): Promise<string> {
    const { cookies } = await from("192.0.2.1", PASSWORD, "", as);
    return cookies.map((cookie) => cookie.split(";", 1)[0]).join("; ");
  }

  it("has a line of its own, in which a proof that was made up takes no place", async () => {
    const token = deviceTokenIn(await knownDevice(), email) ?? "";
    const madeUp = randomBytes(32).toString("base64url");
    const { email: another } = await createAccount();
    const known = (shown: string, as: string) => isKnownDevice(deviceTokenHash(shown), as);
    expect(await known(token, email)).toBe(true);
    expect(await known(madeUp, email)).toBe(false);
    expect(await known(token, another)).toBe(false);
  });

  /** Uses up what strangers may try at the account, for as long as the test takes. */
  async function attack(): Promise<void> {
    await beginAttempt(email, stranger(0));
    await prisma().signInThrottle.updateMany({
      where: { subject: { startsWith: "account:" } },
      data: { failures: 120, lastFailedAt: new Date(Date.now() + 3_600_000) },
    });
    expect(await codeOf(from(stranger(1), PASSWORD))).toBe("rate_limited");
  }

  it("is let in with 20 of 20 right passwords while strangers are refused", async () => {
    const device = await knownDevice();
    await attack();
    expect(await codeOf(from("203.0.113.9", PASSWORD))).toBe("rate_limited");
    const attacked = Array.from({ length: 30 }, (_, n) => codeOf(from(stranger(n), `guess ${n}`)));
    const oneByOne: string[] = [];
    for (let time = 0; time < 20; time += 1) {
      oneByOne.push(await codeOf(from(stranger(time), PASSWORD, device)));
    }
    const atOnce = Array.from({ length: 20 }, () => codeOf(from(stranger(1), PASSWORD, device)));
    expect(oneByOne).toEqual(Array(20).fill("signed in"));
    expect(await Promise.all(atOnce)).toEqual(Array(20).fill("signed in"));
    expect(await Promise.all(attacked)).not.toContain("signed in");
  });

  it("may fail 10 times within an hour, at once or not, and is a stranger then", async () => {
    const device = await knownDevice();
    await attack();
    const wrong = Array.from({ length: 14 }, (_, n) =>
      codeOf(from("192.0.2.1", `no ${n}`, device)),
    );
    const codes = await Promise.all(wrong);
    expect(codes.filter((code) => code === "unauthorized")).toHaveLength(10);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(4);
    expect(await codeOf(from("192.0.2.1", PASSWORD, device))).toBe("rate_limited");
    await prisma().knownDevice.updateMany({
      where: { userId },
      data: { failingSince: new Date(Date.now() - 3_601_000) },
    });
    expect(await codeOf(from("192.0.2.1", PASSWORD, device))).toBe("signed in");
  });

  it("uses up nothing of strangers, and forgives them nothing", async () => {
    const device = await knownDevice();
    for (let time = 0; time < 5; time += 1) await codeOf(from("192.0.2.1", "wrong", device));
    expect(await codeOf(from("192.0.2.1", "wrong"))).toBe("unauthorized");
    await attack();
    await from("192.0.2.1", PASSWORD, device);
    expect(await codeOf(from("198.51.100.1", PASSWORD))).toBe("rate_limited");
  });

  it("proves nothing for another account, by a made up cookie, or by its address", async () => {
    const device = await knownDevice((await createAccount()).email);
    const name = (await knownDevice()).split("=", 1)[0];
    await attack();
    const value = device.split("=", 2)[1];
    for (const shown of [
      device,
      `${name}=${value}`,
      `${name}=${"x".repeat(43)}`,
      `${name}=x`,
      "",
    ]) {
      expect([shown, await codeOf(from("192.0.2.1", PASSWORD, shown))]).toEqual([
        shown,
        "rate_limited",
      ]);
    }
  });

  it("is known by a hash, for 180 days from when it last signed in", async () => {
    const device = await knownDevice();
    const row = await prisma().knownDevice.findFirstOrThrow({ where: { userId } });
    expect((row.expiresAt.getTime() - Date.now()) / 86_400_000).toBeCloseTo(180, 2);
    expect(JSON.stringify(row)).not.toContain(device.split("=")[1]);
    const expiresAt = new Date(Date.now() + 1_000_000);
    await prisma().knownDevice.updateMany({ where: { userId }, data: { expiresAt } });
    const { cookies } = await from("192.0.2.1", PASSWORD, device);
    expect(cookies.map((cookie) => cookie.split(";", 1)[0])).toEqual([device]);
    const renewed = await prisma().knownDevice.findMany({ where: { userId } });
    expect(renewed).toHaveLength(1);
    expect(renewed[0]?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 179 * 86_400_000);
    await prisma().knownDevice.updateMany({ where: { userId }, data: { expiresAt: new Date() } });
    await attack();
    expect(await codeOf(from("192.0.2.1", PASSWORD, device))).toBe("rate_limited");
  });

  it("is a stranger after a change of the password, and stays known after signing out", async () => {
    const device = await knownDevice();
    const { sessionId } = await from("192.0.2.1", PASSWORD, device);
    await endSession(sessionId);
    await attack();
    expect(await codeOf(from("192.0.2.1", PASSWORD, device))).toBe("signed in");
    const changed = await hashPassword("another good password");
    await asOwner("UPDATE users SET password_hash = $2 WHERE id = $1", [userId, changed]);
    expect(await prisma().knownDevice.count({ where: { userId } })).toBe(0);
    expect(await codeOf(from("192.0.2.1", "another good password", device))).toBe("rate_limited");
  });

  it("is one of 50 at most, and one of 10 accounts of a browser", async () => {
    const own = (await knownDevice()).split("=", 1)[0] ?? "";
    const prefix = own.slice(0, -16);
    const others = Array.from(
      { length: 12 },
      (_, n) => `${prefix}${String(n).padStart(16, "x")}=a`,
    );
    const { cookies } = await from("192.0.2.1", PASSWORD, others.join("; "));
    expect(cookies.filter((cookie) => cookie.includes("Max-Age=0"))).toHaveLength(3);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    }
    const expiresAt = new Date(Date.now() + 86_400_000);
    await prisma().knownDevice.createMany({
      data: Array.from({ length: 60 }, () => ({
        id: newId("device"),
        userId,
        tokenHash: randomBytes(32),
        expiresAt,
      })),
    });
    await knownDevice();
    expect(await prisma().knownDevice.count({ where: { userId } })).toBe(50);
  });

  it("has cookies that demand https where people come by https", () => {
    globalThis.runtypeEnv = { ...env(), NEXTAUTH_URL: "https://keys.example.com" };
    const [cookie] = deviceCookies(email, "token", "");
    globalThis.runtypeEnv = undefined;
    expect(cookie).toMatch(
      /^__Host-runtype\.device-[\w-]{16}=token; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax; Secure$/,
    );
  });
});
