import "server-only";
import type { Environment } from "@/lib/policy/roles";

export type PlatformPrefix = "rt" | "tv";

/** The prefix of surface keys: their environment is a fact of the key, not of its text. */
export const SURFACE_PREFIX = "papi_";

/** What a prefix says of a key. `tv_` is an alias of `rt_`: same family, same rules. */
export type Family = { kind: "platform"; environment: Environment } | { kind: "surface" };

const FAMILIES: readonly { prefix: string; family: Family }[] = [
  { prefix: "rt_live_", family: { kind: "platform", environment: "production" } },
  { prefix: "rt_test_", family: { kind: "platform", environment: "test" } },
  { prefix: "tv_live_", family: { kind: "platform", environment: "production" } },
  { prefix: "tv_test_", family: { kind: "platform", environment: "test" } },
  { prefix: SURFACE_PREFIX, family: { kind: "surface" } },
];

export const PREFIXES: readonly string[] = FAMILIES.map(({ prefix }) => prefix);

export function platformPrefix(house: PlatformPrefix, environment: Environment): string {
  return `${house}_${environment === "production" ? "live" : "test"}_`;
}

/** The prefix a credential starts with and its family; undefined for anything else. */
export function familyOf(credential: string): { prefix: string; family: Family } | undefined {
  return FAMILIES.find(({ prefix }) => credential.startsWith(prefix));
}
