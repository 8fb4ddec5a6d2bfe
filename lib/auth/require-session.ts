import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { hasAnyPerson } from "@/lib/auth/any-person";
import { sessionFromCookies, userPrincipal } from "@/lib/auth/current-session";
import { REQUESTED_PATH_HEADER } from "@/lib/auth/requested-path";
import type { UserPrincipal } from "@/lib/policy/principal";

type PageSession = {
  principal: UserPrincipal;
  user: { id: string; email: string; name: string };
  organization: { id: string; name: string };
};

/** The session of the page being rendered; without one, the visitor is sent to sign in or up. */
export async function requireSession(): Promise<PageSession> {
  const session = await optionalSession();
  if (session) return session;
  if (!(await hasAnyPerson())) redirect("/sign-up");
  const path = (await headers()).get(REQUESTED_PATH_HEADER);
  redirect(path && path !== "/" ? `/sign-in?callbackUrl=${encodeURIComponent(path)}` : "/sign-in");
}

/** The session of the page being rendered, read once per request; null for a visitor. */
export const optionalSession = cache(async (): Promise<PageSession | null> => {
  const session = await sessionFromCookies((await headers()).get("cookie") ?? "");
  if (!session) return null;
  const { userId, email, userName, organizationId, organizationName } = session;
  return {
    principal: userPrincipal(session),
    user: { id: userId, email, name: userName },
    organization: { id: organizationId, name: organizationName },
  };
});
