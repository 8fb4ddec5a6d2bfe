import "server-only";
import type { KeyState } from "@/lib/db/key-states";

/** Each state with the row of its key, in the order of the states; vanished keys are left out. */
export function rowsOfStates<R extends { id: string }>(
  states: readonly KeyState[],
  rows: readonly R[],
): { state: KeyState; row: R }[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return states.flatMap((state) => {
    const row = byId.get(state.id);
    return row ? [{ state, row }] : [];
  });
}
