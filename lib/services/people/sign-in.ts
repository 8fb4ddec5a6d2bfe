import "server-only";
import { setTimeout } from "node:timers/promises";
import { recordAudit, recordDenial } from "@/lib/audit/record-audit";
import { verifyPassword } from "@/lib/auth/password";
import { sessionMaxAge } from "@/lib/auth/session-token";
import { beginAttempt, forgiveAttempt } from "@/lib/auth/sign-in-throttle";
import { signInInput } from "@/lib/contracts/people";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { inTransaction, prisma } from "@/lib/db/prisma";
import { keptAddress } from "@/lib/usage/caller-address";
import { keptUserAgent } from "@/lib/usage/user-agent";

const ACTION = "session.create";
const REFUSED_AFTER_MS = 250;

type SignInAttempt = {
  /** What was sent, in any shape. */
  credentials: unknown;
  address: string | null;
  userAgent: string | null;
};

/**
 * A new session for the right e-mail address and password. Whatever is wrong, the answer is one and
 * takes as long. Throws `unauthorized` and, when attempts come too fast, `rate_limited`.
 */
export async function signIn(attempt: SignInAttempt) {
  const earliest = setTimeout(REFUSED_AFTER_MS);
  try {
    return await openWith(attempt);
  } catch (error) {
    await earliest;
    throw error;
  }
}

async function openWith({ credentials, address, userAgent }: SignInAttempt) {
  const given = signInInput.safeParse(credentials);
  if (!given.success) return refuse();
  const { email, password } = given.data;
  const attempt = await beginAttempt(email, address);
  const person = await findPerson(email);
  const proven = await verifyPassword(password, person?.passwordHash);
  const kept = keptAddress(address);
  if (!person || !proven) {
    const details = `Wrong password from ${kept ?? "an unknown address"}`;
    if (person) await recordDenial(actOf(person), details);
    return refuse();
  }
  const session = await openSession(person, kept, userAgent);
  await forgiveAttempt(attempt);
  return session;
}

type SigningIn = { userId: string; organizationId: string; passwordHash: string };

async function findPerson(email: string): Promise<SigningIn | undefined> {
  const membership = await prisma().membership.findFirst({
    where: { user: { email } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { userId: true, organizationId: true, user: { select: { passwordHash: true } } },
  });
  if (!membership) return undefined;
  const { userId, organizationId, user } = membership;
  return { userId, organizationId, passwordHash: user.passwordHash };
}

async function openSession(person: SigningIn, address: string | null, agent: string | null) {
  const { userId, organizationId } = person;
  const sessionId = newId("session");
  const expiresAt = new Date(clock.now().getTime() + sessionMaxAge() * 1_000);
  const userAgent = keptUserAgent(agent);
  await inTransaction(async (db) => {
    await db.session.create({
      data: { id: sessionId, userId, organizationId, expiresAt, address, userAgent },
    });
    const target = { type: "session", id: sessionId };
    await recordAudit(db, actOf(person), { target, metadata: { address, userAgent } });
  });
  return { userId, sessionId };
}

function actOf({ userId, organizationId }: SigningIn) {
  const principal = { kind: "user", organizationId, userId } as const;
  return { principal, requestId: newId("request"), action: ACTION };
}

function refuse(): never {
  throw new AppError("unauthorized", "Wrong e-mail address or password.");
}
