import "server-only";
import { surfaceKeyDecisionsContract } from "@/lib/contracts/surface-key-screen";
import { assertKeyExists } from "@/lib/services/key/key-facts";
import { viewDecisions } from "@/lib/services/key/view-decisions";
import { defineRead } from "@/lib/services/verb";
import { livingPlace } from "./view";

export const surfaceKeyDecisions = defineRead(
  surfaceKeyDecisionsContract,
  async ({ principal, input, db }) => {
    await assertKeyExists(db, await livingPlace(db, principal, input), input.keyId);
    return viewDecisions(db, principal.organizationId, input.keyId, input.limit);
  },
);
