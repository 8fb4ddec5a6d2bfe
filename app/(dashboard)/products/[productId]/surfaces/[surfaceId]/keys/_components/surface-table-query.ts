import { tableQuery } from "@/components/key/table/table-query";
import { listSurfaceKeysContract } from "@/lib/contracts/surface-key";

const { capabilityId } = listSurfaceKeysContract.input.shape;

/** The name of the capability in the address. */
export const CAPABILITY_PARAM = "capability";

/** The question that an address asks of a surface's keys; what it says wrongly is left out. */
export function surfaceTableQuery(param: (name: string) => string | null | undefined) {
  return {
    ...tableQuery(param),
    capabilityId: capabilityId.safeParse(param(CAPABILITY_PARAM) ?? undefined).data,
  };
}

export type SurfaceTableQuery = ReturnType<typeof surfaceTableQuery>;
