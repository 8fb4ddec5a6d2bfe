import "server-only";
import type { KeyDecisions } from "@/lib/contracts/key-screen";
import { recentDecisions } from "@/lib/usage/key-activity";

/** The newest decisions on a key. */
export async function viewDecisions(
  organizationId: string,
  keyId: string,
  limit: number,
): Promise<KeyDecisions> {
  const decisions = await recentDecisions(organizationId, keyId, limit + 1);
  return {
    decisions: decisions.slice(0, limit).map(({ at, durationUs, ...decision }) => ({
      ...decision,
      at: at.toISOString(),
      capability: null,
      duration: durationUs === null ? null : durationUs / 1_000,
    })),
    hasMore: decisions.length > limit,
    timestamp: new Date().toISOString(),
  };
}
