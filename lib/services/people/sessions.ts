import "server-only";
import { setTimeout } from "node:timers/promises";
import type { Origin, SignedFact } from "@/lib/audit/record-audit";
import { countRefusedAct, countUnknownAccount } from "@/lib/audit/refused-acts";
import { keptAddress, keptUserAgent } from "@/lib/auth/kept-caller";
import {
  deviceCookies,
  deviceTokenHash,
  deviceTokenIn,
  newDeviceToken,
  queuedByDevice,
} from "@/lib/auth/known-device";
import { verifyPassword } from "@/lib/auth/password";
import { sessionIdOf, sessionMaxAge } from "@/lib/auth/session-token";
import { beginAttempt, forgiveAttempt, tooManyAttempts } from "@/lib/auth/sign-in-throttle";
import {
  createSessionContract,
  endSessionContract,
  signInInput,
} from "@/lib/contracts/people/contracts";
import { AppError } from "@/lib/core/errors";
import { FairQueue } from "@/lib/core/fair-queue";
import { newId } from "@/lib/core/ids";
import { networkOf } from "@/lib/core/ip-range";
import { wrongPassword } from "@/lib/core/refusals";
import { lockSession } from "@/lib/db/locks";
import { addDevice, chargeDevice, holdPassword, isKnownDevice, renewDevice } from "@/lib/db/people";
import { databaseNow, prisma, type Transaction } from "@/lib/db/prisma";
import { defineOpenWrite } from "@/lib/services/verb";

/**
 * Ends the session that a token names permanently, wherever its cookie or token still is. Its device
 * stays known: anyone who signs out can sign in again, however many strangers try.
 */
export function endSession(token: string, origin: Origin): Promise<{ ended: boolean }> {
  return endOwnSession.perform({ principal: null, ...origin }, () => ({ token }));
}

const endOwnSession = defineOpenWrite(endSessionContract, async ({ token }) => {
  const sessionId = await sessionIdOf(token);
  return async (db) => {
    const audit = sessionId === undefined ? [] : await end(db, sessionId);
    return { output: { ended: audit.length > 0 }, audit };
  };
});

/** What the record says of it: nothing of a session that had ended before. */
async function end(db: Transaction, id: string): Promise<SignedFact[]> {
  await lockSession(db, id);
  const ended = await db.session.updateManyAndReturn({
    where: { id, endedAt: null },
    data: { endedAt: await databaseNow(db) },
    select: { userId: true, organizationId: true },
  });
  return ended.map((person) => ({ by: { kind: "user", ...person }, id }));
}

const REFUSED_AFTER_MS = 250;

/** Hashing is expensive: strangers leave room for those who show a known device. */
const strangers = new FairQueue(
  { running: { total: 2, group: 1 }, waiting: { total: 200, group: 50, member: 50 } },
  tooManyAttempts,
);

type SignInAttempt = {
  /** What was sent, in any shape. */
  credentials: unknown;
  address: string | null;
  userAgent: string | null;
  /** The Cookie header, which may prove that the device signed in before. */
  cookies?: string;
};

/**
 * A new session for the right email address and password. Whatever is wrong, the answer is one and
 * takes as long. Failures of strangers never refuse a device that signed in before. Throws
 * `unauthorized` and, when attempts come too fast, `rate_limited`.
 */
export async function signIn({ credentials, cookies = "", ...from }: SignInAttempt) {
  const earliest = setTimeout(REFUSED_AFTER_MS);
  const origin = { ...from, requestId: newId("request") };
  const given = signInInput.safeParse(credentials);
  try {
    if (!given.success) return refuse();
    const { email } = given.data;
    const known = await knownToken(cookies, email);
    const input = { ...given.data, device: known };
    const open = () => createSession.perform({ principal: null, ...origin }, () => input);
    const { device, ...opened } = await (known === undefined
      ? open()
      : queuedByDevice(known, open));
    return { ...opened, cookies: deviceCookies(email, device, cookies) };
  } catch (error) {
    if (given.success && error instanceof AppError) {
      await countFailure(given.data.email, origin, error);
    }
    await earliest;
    throw error;
  }
}

/** The token of a known device; one that was made up takes no place in the line of those. */
async function knownToken(cookies: string, email: string): Promise<string | undefined> {
  const token = deviceTokenIn(cookies, email);
  const known = token !== undefined && (await isKnownDevice(deviceTokenHash(token), email));
  return known ? token : undefined;
}

/** Of a wrong password and of an attempt that came too fast. */
async function countFailure(email: string, origin: Origin, { code, details }: AppError) {
  if (code !== "unauthorized" && code !== "rate_limited") return;
  const person = await findPerson(email);
  const act = { ...origin, action: createSessionContract.name };
  if (!person) return countUnknownAccount(act);
  await countRefusedAct({ ...act, principal: actorOf(person) }, details);
}

const createSession = defineOpenWrite(
  createSessionContract,
  async ({ email, password, device }, { address = null, userAgent = null }) => {
    const deviceId = device && (await chargeDevice(deviceTokenHash(device), email));
    const attempt = deviceId ? [] : await beginAttempt(email, address);
    const person = await findPerson(email);
    const verify = () => verifyPassword(password, person?.passwordHash);
    const stranger = { group: networkOf(address), member: "" };
    const proven = await (deviceId ? verify() : strangers.run(stranger, verify));
    if (!person || !proven) return refuse();
    const known = deviceId && device ? { deviceId, device } : undefined;
    const { userId, organizationId } = person;
    const kept = { address: keptAddress(address), userAgent: keptUserAgent(userAgent) };
    return async (db) => {
      if (!(await holdPassword(db, userId, person.passwordHash))) return refuse();
      const expiresAt = new Date((await databaseNow(db)).getTime() + sessionMaxAge() * 1_000);
      const { deviceId, device } = await knowDevice(db, userId, known);
      const id = newId("session");
      await db.session.create({
        data: { id, userId, organizationId, expiresAt, ...kept, deviceId },
      });
      return {
        output: { userId, sessionId: id, device },
        audit: { by: actorOf(person), id },
        afterwards: () => forgiveAttempt(attempt),
      };
    };
  },
);

type SigningIn = { userId: string; organizationId: string; passwordHash: string };

/** The person as a member of the organization in which they were last. */
async function findPerson(email: string): Promise<SigningIn | undefined> {
  const memberships = await prisma().membership.findMany({
    where: { user: { email } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { userId: true, organizationId: true, user: { select: { passwordHash: true } } },
  });
  const [first] = memberships;
  if (!first) return undefined;
  const last = await prisma().session.findFirst({
    where: { userId: first.userId },
    orderBy: { id: "desc" },
    select: { organizationId: true },
  });
  const found = memberships.find((each) => each.organizationId === last?.organizationId) ?? first;
  const { userId, organizationId, user } = found;
  return { userId, organizationId, passwordHash: user.passwordHash };
}

type Device = { deviceId: string; device: string };

async function knowDevice(db: Transaction, userId: string, known: Device | undefined) {
  if (known && (await renewDevice(db, known.deviceId))) return known;
  const [deviceId, device] = [newId("device"), newDeviceToken()];
  await addDevice(db, { id: deviceId, userId, tokenHash: deviceTokenHash(device) });
  return { deviceId, device };
}

function actorOf({ userId, organizationId }: SigningIn) {
  return { kind: "user", organizationId, userId } as const;
}

function refuse(): never {
  throw wrongPassword();
}
