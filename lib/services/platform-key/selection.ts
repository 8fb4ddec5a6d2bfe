import "server-only";
import { platformKeySelectionContract } from "@/lib/contracts/platform-key-selection";
import { selectedStates } from "@/lib/services/key/selected-states";
import { viewSelection } from "@/lib/services/key/view-selection";
import { defineRead } from "@/lib/services/verb";
import { platformPlace, viewKeys } from "./view";

export const platformKeySelection = defineRead(
  platformKeySelectionContract,
  async ({ principal, input, db }) => {
    const place = platformPlace(principal);
    const states = await selectedStates(db, place, input.keyIds);
    return viewSelection(principal.organizationId, await viewKeys(db, states));
  },
);
