import "server-only";
import { sessionIdOf, tokenInCookies } from "@/lib/auth/session-token";
import { findLivingSession, type LivingSession } from "@/lib/db/sessions";
import { env } from "@/lib/env";

/** The living session that a token names, read afresh: what has ended or changed holds at once. */
export async function sessionFromToken(token: string): Promise<LivingSession | undefined> {
  const sessionId = await sessionIdOf(token);
  if (sessionId === undefined) return undefined;
  return findLivingSession(sessionId, env().RUNTYPE_SESSION_IDLE_HOURS);
}

/** The living session that a Cookie header names. */
export async function sessionFromCookies(cookies: string): Promise<LivingSession | undefined> {
  const token = tokenInCookies(cookies);
  return token === undefined ? undefined : sessionFromToken(token);
}
