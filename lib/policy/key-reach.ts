import { isWithinRanges } from "@/lib/core/ip-range";
import type { KeyPrincipal, Principal } from "@/lib/policy/principal";

const LIMITS = ["rateLimitPerMinute", "rateLimitPerDay"] as const;
const POWERS = ["scopes", ...LIMITS, "allowedIps", "expiresAt", "isActive"] as const;

/** What a surface key can do, from where, how often and until when. */
export type Powers = {
  /** Ids of capabilities; a key that lost its last one can call nothing. */
  scopes: "all" | readonly string[];
  /** Null for none. */
  rateLimitPerMinute: number | null;
  rateLimitPerDay: number | null;
  /** Empty allows every address. */
  allowedIps: readonly string[];
  /** Unix milliseconds; null for never. */
  expiresAt: number | null;
  isActive: boolean;
};

type Limits<Value> = Record<(typeof LIMITS)[number], Value>;

/** What of a surface key can be given another value, which is no more and no less than the old one. */
export type ReplacedField = "name" | "customer" | "metadata" | "secret";

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
  max: Limits<number>;
  /** What a new key gets when nobody says. */
  usual: Limits<number | null>;
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

function powersAfter({ key, powers: asked }: AskedReach, usual: Limits<number | null>): Powers {
  const before = key?.powers ?? NEW_KEY;
  const { rateLimitPerMinute, rateLimitPerDay } = key?.powers ?? usual;
  return {
    scopes: asked.scopes ?? before.scopes,
    rateLimitPerMinute: given(asked.rateLimitPerMinute, rateLimitPerMinute),
    rateLimitPerDay: given(asked.rateLimitPerDay, rateLimitPerDay),
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
  const { rateLimitPerMinute: perMinute, rateLimitPerDay: perDay } = powers;
  const rateLimitPerMinute = perMinute === null ? max.rateLimitPerMinute : perMinute;
  const rateLimitPerDay = perDay === null ? max.rateLimitPerDay : perDay;
  return { ...asked, powers: { ...powers, rateLimitPerMinute, rateLimitPerDay } };
}

function heldUsual({ usual, max }: AskedReach): Limits<number> {
  const held = (name: keyof typeof max) => Math.min(usual[name] ?? max[name], max[name]);
  return {
    rateLimitPerMinute: held("rateLimitPerMinute"),
    rateLimitPerDay: held("rateLimitPerDay"),
  };
}

const WINDOWS = { rateLimitPerMinute: "minute", rateLimitPerDay: "day" } as const;

function limitRefusal({ powers, max }: AskedReach): ReachRefusal | undefined {
  const field = LIMITS.find((name) => (powers[name] ?? 0) > max[name]);
  if (!field) return undefined;
  const message = `Allow at most ${max[field]} requests per ${WINDOWS[field]}.`;
  return { code: "bad_request", field, message };
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
    rateLimitPerMinute: isAbove(to.rateLimitPerMinute, from.rateLimitPerMinute),
    rateLimitPerDay: isAbove(to.rateLimitPerDay, from.rateLimitPerDay),
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
