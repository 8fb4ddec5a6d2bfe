import { TABLE_PARAMS, tableQuery } from "@/components/key/table/table-query";
import type { AddressParams } from "@/components/url-state/address-params";
import { idPattern } from "@/lib/core/ids";

const isCapability = (text: string) => idPattern("capability").test(text);

/** The name of the capability in the address. */
export const CAPABILITY_PARAM = "capability";

/** What the table understands of an address. */
export const SURFACE_TABLE_PARAMS = {
  ...TABLE_PARAMS,
  [CAPABILITY_PARAM]: isCapability,
} satisfies AddressParams;

/** The question that an address asks of a surface's keys; what it says wrongly is left out. */
export function surfaceTableQuery(param: (name: string) => string | null | undefined) {
  const capability = param(CAPABILITY_PARAM) ?? "";
  return {
    ...tableQuery(param),
    capabilityId: isCapability(capability) ? capability : undefined,
  };
}

export type SurfaceTableQuery = ReturnType<typeof surfaceTableQuery>;
