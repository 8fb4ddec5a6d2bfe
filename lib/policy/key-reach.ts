import { isWithinRanges } from "@/lib/core/ip-range";
import {
  nameIn,
  SURFACE_LIMITS,
  SURFACE_WINDOWS,
  type SurfaceLimits,
  surfaceLimits,
} from "@/lib/core/windows";
import type { KeyPrincipal, Principal } from "@/lib/policy/principal";

const POWERS = ["scopes", ...SURFACE_LIMITS, "allowedIps", "expiresAt", "isActive"] as const;

/** What a surface key can do, from where, how often and until when; a limit is null for none. */
export type Powers = SurfaceLimits<number | null> & {
  /** Ids of capabilities; a key that lost its last one can call nothing. */
  scopes: "all" | readonly string[];
  /** Empty allows every address. */
  allowedIps: readonly string[];
  /** Unix milliseconds; null for never. */
  expiresAt: number | null;
  isActive: boolean;
};

/** What of a surface key can be given another value, which is no more and no less than the old one. */
export type ReplacedField = "name" | "customerId" | "integration" | "metadata" | "secret";

type KeyField = keyof Powers | ReplacedField;

export type StoredKey = {
  powers: Powers;
  mintedByKeyId: string | null;
  /** What people have set, of a key that an API key minted. */
  setByPerson: readonly string[];
};

export type AskedReach = {
  /** The key that is changed; null for one that is made. */
  key: StoredKey | null;
  powers: { [Name in keyof Powers]?: Powers[Name] | undefined };
  replaced: readonly ReplacedField[];
  /** The most that an API key can give. */
  max: SurfaceLimits<number>;
  /** What a new key gets when nobody says. */
  usual: SurfaceLimits<number | null>;
};

export type ReachRefusal =
  | { code: "bad_request"; field: keyof Powers; message: string }
  | { code: "forbidden"; message: string };

type Reach = { powers: Powers; refusal?: undefined } | { refusal: ReachRefusal };

/**
 * What a surface key that someone makes or changes can do then, or why they may not. People may do
 * everything. An API key tightens every key; it loosens and replaces only what it minted itself and
 * no person has set.
 */
export function reachOf(by: Principal, asked: AskedReach): Reach {
  if (by.kind === "user") return { powers: powersAfter(asked, asked.usual) };
  const powers = powersAfter(within(asked), heldUsual(asked));
  const refusal =
    limitRefusal(asked) ??
    noAddressRefusal(by, asked) ??
    ownRefusal(by, asked, powers) ??
    boundsRefusal(by, asked, powers);
  return refusal ? { refusal } : { powers };
}

function powersAfter(
  { key, powers: asked }: AskedReach,
  usual: SurfaceLimits<number | null>,
): Powers {
  const before = key?.powers ?? NEW_KEY;
  const limits = key?.powers ?? usual;
  return {
    scopes: asked.scopes ?? before.scopes,
    ...surfaceLimits((_, name) => given(asked[name], limits[name])),
    allowedIps: asked.allowedIps ?? before.allowedIps,
    expiresAt: given(asked.expiresAt, before.expiresAt),
    isActive: asked.isActive ?? before.isActive,
  };
}

const NEW_KEY = { scopes: "all", allowedIps: [], expiresAt: null, isActive: true } as const;

function given<Value>(asked: Value | undefined, before: Value): Value {
  return asked === undefined ? before : asked;
}

/** No limit, asked for by an API key, is the most that it can give. */
function within(asked: AskedReach): AskedReach {
  const { powers, max } = asked;
  const limits = surfaceLimits((_, name) => (powers[name] === null ? max[name] : powers[name]));
  return { ...asked, powers: { ...powers, ...limits } };
}

function heldUsual({ usual, max }: AskedReach): SurfaceLimits<number> {
  return surfaceLimits((_, name) => Math.min(usual[name] ?? max[name], max[name]));
}

function limitRefusal({ powers, max }: AskedReach): ReachRefusal | undefined {
  for (const window of SURFACE_WINDOWS) {
    const field = nameIn("rateLimitPer", window);
    if ((powers[field] ?? 0) <= max[field]) continue;
    const message = `Allow at most ${max[field]} requests per ${window}.`;
    return { code: "bad_request", field, message };
  }
  return undefined;
}

const NO_ADDRESSES: ReachRefusal = {
  code: "bad_request",
  field: "allowedIps",
  message:
    "Give at least one address. An API key with allowed addresses must set them for each key it mints.",
};

function noAddressRefusal(by: KeyPrincipal, { powers }: AskedReach): ReachRefusal | undefined {
  return by.allowedIps.length > 0 && powers.allowedIps?.length === 0 ? NO_ADDRESSES : undefined;
}

function ownRefusal(
  by: KeyPrincipal,
  { key, replaced }: AskedReach,
  powers: Powers,
): ReachRefusal | undefined {
  if (!key) return undefined;
  const fields = [...loosened(key.powers, powers), ...replaced];
  if (fields.length === 0) return undefined;
  if (key.mintedByKeyId !== by.keyId) return NOT_ITS_OWN;
  const field = fields.find((name) => key.setByPerson.includes(name));
  return field && { code: "forbidden", message: setByPerson(field) };
}

const NOT_ITS_OWN: ReachRefusal = {
  code: "forbidden",
  message: "An API key can only tighten keys that it did not mint",
};

function setByPerson(field: KeyField): string {
  if (field === "secret") return "A person rotated this key, so an API key cannot rotate it";
  const left = POWERS.some((name) => name === field) ? "can only tighten it" : "cannot change it";
  return `A person set ${field} of this key: an API key ${left}`;
}

/** A key that is given more is held to the addresses and the end of the API key that gives it. */
function boundsRefusal(
  by: KeyPrincipal,
  { key, replaced }: AskedReach,
  powers: Powers,
): ReachRefusal | undefined {
  const rotates = replaced.includes("secret");
  if (key && !rotates && loosened(key.powers, powers).length === 0) return undefined;
  if (by.allowedIps.length > 0 && powers.allowedIps.length === 0) {
    return rotates ? ROTATES_OPEN : NO_ADDRESSES;
  }
  if (by.expiresAt === null || !isAbove(powers.expiresAt, by.expiresAt)) return undefined;
  const end = new Date(by.expiresAt).toISOString();
  const message = `Choose a date up to ${end}, when the API key that creates it expires.`;
  return rotates ? ROTATES_LONGER : { code: "bad_request", field: "expiresAt", message };
}

const ROTATES_OPEN: ReachRefusal = {
  code: "forbidden",
  message:
    "An API key that is bound to addresses cannot rotate a key that can be used from any address",
};

const ROTATES_LONGER: ReachRefusal = {
  code: "forbidden",
  message: "An API key cannot rotate a key that outlives it",
};

function loosened(from: Powers, to: Powers): KeyField[] {
  const isLooser: Record<keyof Powers, boolean> = {
    scopes: !isSubset(to.scopes, from.scopes),
    ...surfaceLimits((_, name) => isAbove(to[name], from[name])),
    allowedIps: !isWithinRanges(to.allowedIps, from.allowedIps),
    expiresAt: isAbove(to.expiresAt, from.expiresAt),
    isActive: to.isActive && !from.isActive,
  };
  return POWERS.filter((name) => isLooser[name]);
}

function isSubset(scopes: Powers["scopes"], of: Powers["scopes"]): boolean {
  if (of === "all" || scopes === "all") return of === "all";
  return scopes.every((id) => of.includes(id));
}

/** Null is without end. */
function isAbove(value: number | null, bound: number | null): boolean {
  return bound !== null && (value === null || value > bound);
}
