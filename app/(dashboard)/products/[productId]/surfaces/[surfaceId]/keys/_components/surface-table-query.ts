import { TABLE_PARAMS, tableQuery } from "@/components/key/table/table-query";
import type { AddressParams } from "@/components/url-state/address-params";
import { listSurfaceKeysContract } from "@/lib/contracts/surface-key";

const { capabilityId } = listSurfaceKeysContract.input.shape;

/** The name of the capability in the address. */
export const CAPABILITY_PARAM = "capability";

/** What the table understands of an address. */
export const SURFACE_TABLE_PARAMS = {
  ...TABLE_PARAMS,
  [CAPABILITY_PARAM]: (text) => text !== "" && capabilityId.safeParse(text).success,
} satisfies AddressParams;

/** The question that an address asks of a surface's keys; what it says wrongly is left out. */
export function surfaceTableQuery(param: (name: string) => string | null | undefined) {
  return {
    ...tableQuery(param),
    capabilityId: capabilityId.safeParse(param(CAPABILITY_PARAM) ?? undefined).data,
  };
}

export type SurfaceTableQuery = ReturnType<typeof surfaceTableQuery>;
