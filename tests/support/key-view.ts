import { expect } from "vitest";
import type { PlatformKeyView } from "@/lib/contracts/platform-key/contracts";
import { idPattern } from "@/lib/core/ids";

export const aMoment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** Every field of a key as the API shows it, for a production key that nobody used; exact. */
export function viewOfKey(facts: Partial<PlatformKeyView> & { plainKey: string }) {
  const { plainKey, ...known } = facts;
  const keyPrefix = plainKey.slice(0, 12);
  const searchHint = `…${plainKey.slice(-4)}`;
  return {
    id: expect.stringMatching(idPattern("key")),
    name: "Test key",
    keyPrefix,
    searchHint,
    maskedKey: keyPrefix + searchHint,
    permissions: ["*"],
    environment: "production",
    isActive: true,
    isTestKey: false,
    canReveal: false,
    status: "active",
    statusReason: null,
    allowedIps: [],
    rateLimitPerHour: 100_000,
    rateLimitPerDay: 1_000_000,
    customerId: null,
    expiresAt: null,
    lastUsedAt: null,
    lastUsedFrom: null,
    createdAt: aMoment,
    updatedAt: aMoment,
    disabledAt: null,
    revokedAt: null,
    revokeReason: null,
    createdBy: null,
    revision: 1,
    ...known,
  };
}
