import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { principalFromToken } from "@/lib/auth/current-session";
import { sessionToken } from "@/lib/auth/session-token";
import { AppError } from "@/lib/core/errors";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { endSession } from "@/tests/factories/people";
import { minutesPass } from "@/tests/support/refused-acts";
import { awayFromEndOf } from "@/tests/support/within-window";
import { signIn } from "./sessions";
import { createAccount } from "./writes";

const PASSWORD = "kettle orbit thistle";
const PLACE = { address: "203.0.113.77", userAgent: "Browser/1.0" };
let email = "";
let userId = "";
let organizationId = "";

function attempt(credentials: unknown) {
  return signIn({ credentials, ...PLACE });
}

async function refusalOf(credentials: unknown): Promise<AppError> {
  const thrown = await attempt(credentials).catch((error: unknown) => error);
  if (thrown instanceof AppError) return thrown;
  throw new Error("was not refused");
}

function audit() {
  return prisma().auditEntry.findMany({ where: { organizationId }, orderBy: { at: "asc" } });
}

beforeEach(async () => {
  globalThis.runtypeEnv = { ...env(), RUNTYPE_SIGN_UP: "open" };
  await prisma().signInThrottle.deleteMany({ where: { failures: { gte: 0 } } });
  email = `${randomBytes(6).toString("hex")}@example.com`;
  const account = { name: "Ada", organization: "Works", email, password: PASSWORD };
  const made = await createAccount.perform({ principal: null, requestId: "req" }, () => account);
  ({ userId, organizationId } = made);
});

describe("signing in", () => {
  it("opens a session of the person, as the owner of their organization", async () => {
    const { sessionId } = await attempt({ email: ` ${email.toUpperCase()} `, password: PASSWORD });
    expect(await principalFromToken(await sessionToken(sessionId))).toEqual({
      kind: "user",
      userId,
      organizationId,
      sessionId,
      role: "owner",
    });
  });

  it("gives every sign-in a session of its own, with an absolute end", async () => {
    const first = await attempt({ email, password: PASSWORD });
    const second = await attempt({ email, password: PASSWORD });
    expect(second.sessionId).not.toBe(first.sessionId);
    const row = await prisma().session.findUniqueOrThrow({ where: { id: second.sessionId } });
    const days = (row.expiresAt.getTime() - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(env().RUNTYPE_SESSION_MAX_DAYS, 2);
    expect(row.address).toBe("203.0.113.0/24");
    expect(row.userAgent).toBe(PLACE.userAgent);
  });

  it("answers a wrong password, an unknown address and nonsense with the same words", async () => {
    const refusals = [
      await refusalOf({ email, password: "wrong" }),
      await refusalOf({ email: "nobody@example.com", password: PASSWORD }),
      await refusalOf({ email: "not an address", password: PASSWORD }),
      await refusalOf({ email }),
      await refusalOf(undefined),
      await refusalOf({ email: { contains: "@" }, password: PASSWORD }),
    ];
    const [first] = refusals;
    for (const { code, details, facts } of refusals) {
      expect({ code, details, facts }).toEqual({
        code: "unauthorized",
        details: first?.details,
        facts: {},
      });
    }
  });

  it("takes its time to refuse, so that the time says nothing either", async () => {
    for (const who of [email, "nobody@example.com", "not an address"]) {
      const start = performance.now();
      await refusalOf({ email: who, password: "wrong" });
      expect(performance.now() - start).toBeGreaterThan(240);
    }
  });

  it("slows down an unknown address exactly as a known one", async () => {
    for (const who of [email, "nobody@example.com"]) {
      for (let guess = 0; guess < 5; guess += 1) {
        expect((await refusalOf({ email: who, password: "wrong" })).code).toBe("unauthorized");
      }
      const refusal = await refusalOf({ email: who, password: PASSWORD });
      expect(refusal.code).toBe("rate_limited");
      expect(refusal.facts.retryAfter).toBeGreaterThan(0);
    }
  });

  it("stands in the record with where from, and so does a wrong password", async () => {
    await awayFromEndOf("minute", 10_000);
    const { sessionId } = await attempt({ email, password: PASSWORD });
    for (let guess = 0; guess < 6; guess += 1) {
      await refusalOf({ email, password: "guessed-and-secret" });
    }
    await minutesPass();
    const entries = (await audit()).filter(({ action }) => action === "session.create");
    const from = { actorId: userId, address: "203.0.113.0/24", userAgent: PLACE.userAgent };
    expect(entries).toMatchObject([
      { ...from, outcome: "done", targetId: sessionId },
      // The sixth came too fast.
      { ...from, outcome: "denied", metadata: { count: 6 } },
    ]);
    expect(JSON.stringify(entries)).not.toContain("guessed-and-secret");
  });
});

describe("signing out", () => {
  it("ends the session at the server, once, and stands in the record", async () => {
    const { sessionId } = await attempt({ email, password: PASSWORD });
    const other = await attempt({ email, password: PASSWORD });
    await Promise.all([endSession(sessionId), endSession(sessionId)]);
    expect(await principalFromToken(await sessionToken(sessionId))).toBeNull();
    expect(await principalFromToken(await sessionToken(other.sessionId))).not.toBeNull();
    const ends = (await audit()).filter(({ action }) => action === "session.revoke");
    expect(ends.map(({ targetId }) => targetId)).toEqual([sessionId]);
  });

  it("of a session that never was changes nothing", async () => {
    await endSession("session_01jv0000000000000000000000");
  });
});
