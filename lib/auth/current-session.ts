import "server-only";
import { sessionIdOf, tokenInCookies } from "@/lib/auth/session-token";
import { findLivingSession, type LivingSession } from "@/lib/db/people";
import { env } from "@/lib/env";
import type { UserPrincipal } from "@/lib/policy/principal";

/** The living session that a token names, read afresh: what has ended or changed holds at once. */
async function sessionFromToken(token: string): Promise<LivingSession | undefined> {
  const sessionId = await sessionIdOf(token);
  if (sessionId === undefined) return undefined;
  return findLivingSession(sessionId, env().RUNTYPE_SESSION_IDLE_HOURS);
}

/** The living session that a Cookie header names. */
export async function sessionFromCookies(cookies: string): Promise<LivingSession | undefined> {
  const token = tokenInCookies(cookies);
  return token === undefined ? undefined : sessionFromToken(token);
}

/** The person whose living session a Cookie header carries. */
export async function principalFromCookies(cookies: string): Promise<UserPrincipal | null> {
  const session = await sessionFromCookies(cookies);
  return session ? userPrincipal(session) : null;
}

/** The person whose living session a bearer token names. */
export async function principalFromToken(token: string): Promise<UserPrincipal | null> {
  const session = await sessionFromToken(token);
  return session ? userPrincipal(session) : null;
}

export function userPrincipal(session: LivingSession): UserPrincipal {
  const { organizationId, userId, sessionId, role } = session;
  return { kind: "user", organizationId, userId, sessionId, role };
}
