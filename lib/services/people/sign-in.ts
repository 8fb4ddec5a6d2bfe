import "server-only";
import { setTimeout } from "node:timers/promises";
import { recordAudit } from "@/lib/audit/record-audit";
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
import { sessionMaxAge } from "@/lib/auth/session-token";
import { beginAttempt, forgiveAttempt, tooManyAttempts } from "@/lib/auth/sign-in-throttle";
import { signInInput } from "@/lib/contracts/people/contracts";
import { AppError } from "@/lib/core/errors";
import { FairQueue } from "@/lib/core/fair-queue";
import { newId } from "@/lib/core/ids";
import { networkOf } from "@/lib/core/ip-range";
import { wrongPassword } from "@/lib/core/refusals";
import { databaseNow } from "@/lib/db/database-now";
import {
  addDevice,
  chargeDevice,
  holdPassword,
  isKnownDevice,
  renewDevice,
} from "@/lib/db/known-devices";
import { inTransaction, prisma, type Transaction } from "@/lib/db/prisma";

const ACTION = "session.create";
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
export async function signIn(attempt: SignInAttempt) {
  const earliest = setTimeout(REFUSED_AFTER_MS);
  try {
    const given = signInInput.safeParse(attempt.credentials);
    if (!given.success) return refuse();
    const { data } = given;
    const token = await knownToken(attempt.cookies ?? "", data.email);
    const open = () => openWith(data, token, attempt);
    return await (token === undefined ? open() : queuedByDevice(token, open));
  } catch (error) {
    if (error instanceof AppError) await countFailure(attempt, error);
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
async function countFailure(
  { credentials, address, userAgent }: SignInAttempt,
  { code, details }: AppError,
) {
  const given = signInInput.safeParse(credentials);
  if (!given.success || (code !== "unauthorized" && code !== "rate_limited")) return;
  const person = await findPerson(given.data.email);
  const act = { address, userAgent, requestId: newId("request"), action: ACTION };
  if (!person) return countUnknownAccount(act);
  await countRefusedAct({ ...act, principal: principalOf(person) }, details);
}

async function openWith(
  { email, password }: { email: string; password: string },
  token: string | undefined,
  { address, userAgent, cookies = "" }: SignInAttempt,
) {
  const deviceId = token && (await chargeDevice(deviceTokenHash(token), email));
  const attempt = deviceId ? [] : await beginAttempt(email, address);
  const person = await findPerson(email);
  const verify = () => verifyPassword(password, person?.passwordHash);
  const stranger = { group: networkOf(address), member: "" };
  const proven = await (deviceId ? verify() : strangers.run(stranger, verify));
  if (!person || !proven) return refuse();
  const known = deviceId && token ? { deviceId, token } : undefined;
  const opened = await openSession(person, { address, userAgent, known });
  await forgiveAttempt(attempt);
  const { sessionId, token: shown } = opened;
  return { userId: person.userId, sessionId, cookies: deviceCookies(email, shown, cookies) };
}

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

type Place = Pick<SignInAttempt, "address" | "userAgent"> & {
  known: { deviceId: string; token: string } | undefined;
};

async function openSession(person: SigningIn, { known, ...from }: Place) {
  const { userId, organizationId, passwordHash } = person;
  const sessionId = newId("session");
  const address = keptAddress(from.address);
  const userAgent = keptUserAgent(from.userAgent);
  const act = { ...from, principal: principalOf(person), requestId: newId("request") };
  return inTransaction(async (db) => {
    if (!(await holdPassword(db, userId, passwordHash))) return refuse();
    const expiresAt = new Date((await databaseNow(db)).getTime() + sessionMaxAge() * 1_000);
    const { deviceId, token } = await knowDevice(db, userId, known);
    await db.session.create({
      data: { id: sessionId, userId, organizationId, expiresAt, address, userAgent, deviceId },
    });
    const target = { type: "session", id: sessionId };
    await recordAudit(db, { ...act, action: ACTION }, { target });
    return { sessionId, token };
  });
}

async function knowDevice(db: Transaction, userId: string, known: Place["known"]) {
  if (known && (await renewDevice(db, known.deviceId))) return known;
  const [deviceId, token] = [newId("device"), newDeviceToken()];
  await addDevice(db, { id: deviceId, userId, tokenHash: deviceTokenHash(token) });
  return { deviceId, token };
}

function principalOf({ userId, organizationId }: SigningIn) {
  return { kind: "user", organizationId, userId } as const;
}

function refuse(): never {
  throw wrongPassword();
}
