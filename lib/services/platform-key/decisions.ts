import "server-only";
import { platformKeyDecisionsContract } from "@/lib/contracts/platform-key-screen";
import { assertKeyExists } from "@/lib/services/platform-key/view";
import { defineRead } from "@/lib/services/verb";
import { recentDecisions } from "@/lib/usage/key-activity";

export const platformKeyDecisions = defineRead(
  platformKeyDecisionsContract,
  async ({ principal, input, db }) => {
    const { organizationId } = principal;
    await assertKeyExists(db, organizationId, input.id);
    const decisions = await recentDecisions(organizationId, input.id, input.limit + 1);
    return {
      decisions: decisions.slice(0, input.limit).map(({ at, durationUs, ...decision }) => ({
        ...decision,
        at: at.toISOString(),
        capability: null,
        duration: durationUs === null ? null : durationUs / 1_000,
      })),
      hasMore: decisions.length > input.limit,
      timestamp: new Date().toISOString(),
    };
  },
);
