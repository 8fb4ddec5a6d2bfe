import "server-only";
import type { UserPrincipal } from "@/lib/policy/principal";
export async function principalFromCookies(_cookies: string): Promise<UserPrincipal | null> {
  return null;
}
export async function principalFromToken(_token: string): Promise<UserPrincipal | null> {
  return null;
}
