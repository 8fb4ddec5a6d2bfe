import "server-only";
import { surfaceKeySelectionContract } from "@/lib/contracts/surface-key-selection";
import { selectedStates } from "@/lib/services/key/selected-states";
import { viewSelection } from "@/lib/services/key/view-selection";
import { defineRead } from "@/lib/services/verb";
import { livingPlace, viewSurfaceKeys } from "./view";

export const surfaceKeySelection = defineRead(
  surfaceKeySelectionContract,
  async ({ principal, input, db }) => {
    const place = await livingPlace(db, principal, input);
    const states = await selectedStates(db, place, input.keyIds);
    return viewSelection(principal.organizationId, await viewSurfaceKeys(db, place, states));
  },
);
