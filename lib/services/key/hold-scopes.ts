import "server-only";
import { invalidRequest } from "@/lib/core/errors";
import type { SurfacePlace } from "@/lib/db/key-states";
import type { Transaction } from "@/lib/db/prisma";
import { holdCapabilities } from "@/lib/db/surface-locks";

/**
 * The scopes of a key in the order of its surface; none of them leaves it before this transaction
 * ends. Throws `bad_request`, naming each that is no capability of the surface, or is off and not
 * among those `kept`.
 */
export async function holdScopes(
  db: Transaction,
  place: SurfacePlace,
  scopes: readonly string[],
  kept: readonly string[] = [],
): Promise<string[]> {
  if (scopes.length === 0) return [];
  const held = await holdCapabilities(db, place, scopes);
  const enabled = new Map(held.map((each) => [each.id, each.enabled]));
  const issues = scopes.flatMap((id, at) => {
    const path = `scopes.${at}`;
    if (!enabled.has(id)) return [{ path, message: `${id} is no capability of this surface.` }];
    if (enabled.get(id) || kept.includes(id)) return [];
    return [{ path, message: `${id} is turned off on this surface.` }];
  });
  if (issues.length > 0) throw invalidRequest(issues);
  return held.map(({ id }) => id);
}
