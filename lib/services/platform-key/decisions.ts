import "server-only";
import { platformKeyDecisionsContract } from "@/lib/contracts/platform-key-screen";
import { assertKeyExists } from "@/lib/services/key/key-facts";
import { viewDecisions } from "@/lib/services/key/view-decisions";
import { defineRead } from "@/lib/services/verb";
import { platformPlace } from "./view";

export const platformKeyDecisions = defineRead(
  platformKeyDecisionsContract,
  async ({ principal, input, db }) => {
    await assertKeyExists(db, platformPlace(principal), input.id);
    return viewDecisions(db, principal.organizationId, input.id, input.limit);
  },
);
