import "server-only";
import { sessionFromCookies, sessionFromToken } from "@/lib/auth/current-session";
import type { LivingSession } from "@/lib/db/sessions";
import type { UserPrincipal } from "@/lib/policy/principal";

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
