import "server-only";
import { KEY_PREFIXES, type KeyPrefix } from "@/lib/core/key-text";
import type { Environment } from "@/lib/policy/roles";

export type PlatformPrefix = "rt" | "tv";

/** The prefix of surface keys: their environment is a fact of the key, not of its text. */
export const SURFACE_PREFIX = "papi_" satisfies KeyPrefix;

/** What a prefix says of a key. `tv_` is an alias of `rt_`: same family, same rules. */
export type Family = { kind: "platform"; environment: Environment } | { kind: "surface" };

const FAMILIES: Readonly<Record<KeyPrefix, Family>> = {
  rt_live_: { kind: "platform", environment: "production" },
  rt_test_: { kind: "platform", environment: "test" },
  tv_live_: { kind: "platform", environment: "production" },
  tv_test_: { kind: "platform", environment: "test" },
  [SURFACE_PREFIX]: { kind: "surface" },
};

export function platformPrefix(house: PlatformPrefix, environment: Environment): string {
  return `${house}_${environment === "production" ? "live" : "test"}_`;
}

/** The prefix a credential starts with and its family; undefined for anything else. */
export function familyOf(credential: string): { prefix: string; family: Family } | undefined {
  const prefix = KEY_PREFIXES.find((each) => credential.startsWith(each));
  return prefix && { prefix, family: FAMILIES[prefix] };
}
