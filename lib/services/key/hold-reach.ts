import "server-only";
import { AppError, invalidField } from "@/lib/core/errors";
import {
  nameIn,
  type PerWindow,
  perWindow,
  SURFACE_WINDOWS,
  type SurfaceLimits,
  type SurfaceWindow,
  surfaceLimits,
} from "@/lib/core/windows";
import type { ApiKey } from "@/lib/db/generated/client";
import { maxLimit } from "@/lib/env";
import {
  type AskedReach,
  type Powers,
  type ReachRefusal,
  reachOf,
  type StoredKey,
} from "@/lib/policy/key-reach";
import type { Principal } from "@/lib/policy/principal";

type Asked = Pick<AskedReach, "key"> &
  Partial<Pick<AskedReach, "powers" | "replaced" | "usual">> & {
    /** Where the fields stand in what was asked: "template." */
    askedUnder?: string;
  };

const NO_LIMITS = surfaceLimits(() => null);

/**
 * What a surface key that is held can do after a change, or a new one from the beginning. Throws
 * `bad_request` or `forbidden` for what the principal may not give.
 */
export function holdReach(principal: Principal, asked: Asked): Powers {
  const { key, powers = {}, replaced = [], usual = NO_LIMITS, askedUnder = "" } = asked;
  // The most that an API key can give to a surface key.
  const max = surfaceLimits(maxLimit);
  const reach = reachOf(principal, { key, powers, replaced, usual, max });
  if (reach.refusal) throw refused(reach.refusal, askedUnder);
  return reach.powers;
}

function refused(refusal: ReachRefusal, askedUnder: string): AppError {
  return refusal.code === "bad_request"
    ? invalidField(`${askedUnder}${refusal.field}`, refusal.message)
    : new AppError("forbidden", refusal.message);
}

/** A row as the policy of reach sees it; scopes are those that the key has by name. */
export function storedKey(row: ApiKey, scopes: readonly string[] = []): StoredKey {
  return {
    powers: {
      scopes: row.scoped ? scopes : "all",
      ...limitFields(row),
      allowedIps: row.allowedIps,
      expiresAt: row.expiresAt?.getTime() ?? null,
      isActive: row.disabledAt === null,
    },
    mintedByKeyId: row.mintedByKeyId,
    setByPerson: row.setByPerson,
  };
}

/** The limits of a surface key as its contracts name them, and as its columns are named. */
export function limitFields(row: PerWindow<"limitPer", SurfaceWindow, number | null>) {
  return surfaceLimits((window) => row[nameIn("limitPer", window)]);
}

export function limitColumns(powers: SurfaceLimits<number | null>) {
  return perWindow("limitPer", SURFACE_WINDOWS, (window) => powers[nameIn("rateLimitPer", window)]);
}

/** The marks of a key once a principal has set some of its fields; undefined when they stay. */
export function newMarks(
  { kind }: Principal,
  { mintedByKeyId, setByPerson }: Pick<ApiKey, "mintedByKeyId" | "setByPerson">,
  fields: readonly string[],
): string[] | undefined {
  const added = fields.filter((field) => !setByPerson.includes(field));
  if (kind !== "user" || mintedByKeyId === null || added.length === 0) return undefined;
  return [...setByPerson, ...added];
}

/** A moment as the policy of reach counts it. */
export function momentOf(iso: string | null | undefined): number | null | undefined {
  return typeof iso === "string" ? Date.parse(iso) : iso;
}
