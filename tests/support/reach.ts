import {
  type AskedReach,
  type Powers,
  type ReplacedField,
  reachOf,
  type StoredKey,
} from "@/lib/policy/key-reach";
import type { PlatformKeyPrincipal, Principal } from "@/lib/policy/principal";

export const DAY = 86_400_000;
export const MAX = { rateLimitPerMinute: 10_000, rateLimitPerDay: 1_000_000 };
export const NONE = { rateLimitPerMinute: null, rateLimitPerDay: null };

export const person: Principal = {
  kind: "user",
  organizationId: "org",
  userId: "user",
  sessionId: "session",
  role: "owner",
};

export function apiKey(facts: Partial<PlatformKeyPrincipal> = {}): PlatformKeyPrincipal {
  return {
    kind: "platformKey",
    organizationId: "org",
    keyId: "minter",
    secretId: "secret",
    environment: "production",
    permissions: ["SURFACE_KEYS:WRITE"],
    name: "CI",
    allowedIps: [],
    expiresAt: null,
    customerId: null,
    windows: [],
    ...facts,
  };
}

export const KEPT: Powers = {
  scopes: ["a", "b"],
  rateLimitPerMinute: 100,
  rateLimitPerDay: 1_000,
  allowedIps: ["10.0.0.0/24", "2001:db8::/32"],
  expiresAt: 10 * DAY,
  isActive: true,
};
const DISABLED: Powers = { ...KEPT, isActive: false };

type Change = { asks: AskedReach["powers"]; of?: Powers };
type Replacement = { replaces: ReplacedField };

/** For each field, changes that leave the key with less, with the same and with more. */
export const CHANGES: Record<keyof Powers, Record<"tighter" | "equal" | "looser", Change[]>> = {
  scopes: {
    tighter: [
      { asks: { scopes: ["b"] } },
      { asks: { scopes: ["a"] }, of: { ...KEPT, scopes: "all" } },
    ],
    equal: [
      { asks: { scopes: ["b", "a"] } },
      { asks: { scopes: "all" }, of: { ...KEPT, scopes: "all" } },
    ],
    looser: [
      { asks: { scopes: ["a", "c"] } },
      { asks: { scopes: "all" } },
      { asks: { scopes: "all" }, of: { ...KEPT, scopes: [] } },
      { asks: { scopes: ["a"] }, of: { ...KEPT, scopes: [] } },
    ],
  },
  rateLimitPerMinute: {
    tighter: [
      { asks: { rateLimitPerMinute: 99 } },
      { asks: { rateLimitPerMinute: 10_000 }, of: { ...KEPT, ...NONE } },
      { asks: { rateLimitPerMinute: null }, of: { ...KEPT, rateLimitPerMinute: 50_000 } },
    ],
    equal: [{ asks: { rateLimitPerMinute: 100 } }],
    looser: [{ asks: { rateLimitPerMinute: 101 } }, { asks: { rateLimitPerMinute: null } }],
  },
  rateLimitPerDay: {
    tighter: [
      { asks: { rateLimitPerDay: 1 } },
      { asks: { rateLimitPerDay: null }, of: { ...KEPT, ...NONE } },
    ],
    equal: [{ asks: { rateLimitPerDay: 1_000 } }],
    looser: [{ asks: { rateLimitPerDay: 1_001 } }, { asks: { rateLimitPerDay: null } }],
  },
  allowedIps: {
    tighter: [
      { asks: { allowedIps: ["10.0.0.7"] } },
      { asks: { allowedIps: ["10.0.0.0/8"] }, of: { ...KEPT, allowedIps: [] } },
    ],
    equal: [
      { asks: { allowedIps: ["2001:db8::/32", "10.0.0.128/25", "10.0.0.0/25"] } },
      { asks: { allowedIps: [] }, of: { ...KEPT, allowedIps: [] } },
    ],
    looser: [
      { asks: { allowedIps: ["10.0.0.0/23"] } },
      { asks: { allowedIps: ["10.0.1.1"] } },
      { asks: { allowedIps: ["2001:db8::/31"] } },
      { asks: { allowedIps: [] } },
    ],
  },
  expiresAt: {
    tighter: [
      { asks: { expiresAt: 9 * DAY } },
      { asks: { expiresAt: 99 * DAY }, of: { ...KEPT, expiresAt: null } },
    ],
    equal: [
      { asks: { expiresAt: 10 * DAY } },
      { asks: { expiresAt: null }, of: { ...KEPT, expiresAt: null } },
    ],
    looser: [{ asks: { expiresAt: 11 * DAY } }, { asks: { expiresAt: null } }],
  },
  isActive: {
    tighter: [{ asks: { isActive: false } }],
    equal: [{ asks: { isActive: true } }, { asks: { isActive: false }, of: DISABLED }],
    looser: [{ asks: { isActive: true }, of: DISABLED }],
  },
};
export const REPLACEMENTS: Replacement[] = [
  { replaces: "name" },
  { replaces: "customerId" },
  { replaces: "integration" },
  { replaces: "metadata" },
  { replaces: "secret" },
];

type Owner = Pick<StoredKey, "mintedByKeyId" | "setByPerson">;
export const OWN: Owner = { mintedByKeyId: "minter", setByPerson: [] };
export const FOREIGN: Record<string, Owner> = {
  "a key that a person made": { mintedByKeyId: null, setByPerson: [] },
  "a key that another API key minted": { mintedByKeyId: "other", setByPerson: [] },
};

export function ask(by: Principal, owner: Owner, { asks, of = KEPT }: Change) {
  return reachOf(by, {
    key: { powers: of, ...owner },
    powers: asks,
    replaced: [],
    max: MAX,
    usual: NONE,
  });
}

export function replace(by: Principal, owner: Owner, { replaces }: Replacement, of = KEPT) {
  const key = { powers: of, ...owner };
  return reachOf(by, { key, powers: {}, replaced: [replaces], max: MAX, usual: NONE });
}

export const each = (kind: "tighter" | "equal" | "looser") =>
  Object.entries(CHANGES).flatMap(([field, kinds]) =>
    kinds[kind].map((change) => ({ field, change, says: JSON.stringify(change) })),
  );
