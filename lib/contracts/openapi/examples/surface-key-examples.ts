import { type ClaimLinkView, claimLinkContracts } from "@/lib/contracts/surface-key/claim-links";
import { type SurfaceKeyView, surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import { CUSTOMER_ID } from "./customer-examples";
import { CHANGED, exampleOf, LATER, listOf, MOMENT } from "./example";
import { NEW_KEY, NEXT_YEAR } from "./key-examples";

const PRODUCT_ID = "prod_01kadxq9s0e5wvgq1j8h3b7ntc";
const SURFACE_ID = "surf_01kadxq9s2f8z9d4m6p0k5rxyv";

/** A key in form only: its checksum is wrong on purpose, so that scanners and the door refuse it. */
const PLAIN_KEY = "papi_EXAMPLEexampleEXAMPLEexample0000000000";

const WEEK_LATER = "2026-01-22T09:30:00.000Z";

const onSurface = { id: PRODUCT_ID, surfaceId: SURFACE_ID };
const KEY_ID = "key_01kadxq9s4en3y8t2w6c1q5hbz";
const onKey = { ...onSurface, keyId: KEY_ID };

const bookkeeping = {
  customer: "acme",
  integration: "CRM sync",
  metadata: { plan: "pro", seats: 12 },
};
const settings = {
  name: "Acme Corp, FAQ",
  scopes: [],
  rateLimitPerMinute: 100,
  rateLimitPerDay: 10_000,
  allowedIps: ["203.0.113.7", "2001:db8::/32"],
  expiresAt: NEXT_YEAR,
};

const KEY: SurfaceKeyView = {
  id: KEY_ID,
  productId: PRODUCT_ID,
  surfaceId: SURFACE_ID,
  ...settings,
  scoped: false,
  keyPrefix: "papi_EXAMPLE",
  keyHint: "…0000",
  maskedKey: "papi_EXAMPLE…0000",
  ...bookkeeping,
  customerId: CUSTOMER_ID,
  environment: "test",
  isActive: true,
  status: "active",
  statusReason: null,
  ...NEW_KEY,
  mintedByKeyId: null,
  revision: 1,
};

const CLAIM_LINK_ID = "claim_01kadxq9s7b4d2k6v0r8x5m1jt";

const CLAIM_LINK: ClaimLinkView = {
  id: CLAIM_LINK_ID,
  surfaceId: SURFACE_ID,
  status: "opened",
  name: settings.name,
  environment: "production",
  customerId: CUSTOMER_ID,
  customer: "acme",
  integration: "CRM sync",
  hasPasscode: true,
  keyId: null,
  createdAt: MOMENT,
  expiresAt: WEEK_LATER,
  openedAt: LATER,
  claimedAt: null,
  withdrawnAt: null,
};

const onLink = { ...onSurface, claimLinkId: CLAIM_LINK_ID };

const CHANGED_KEY = { ...KEY, ...CHANGED };

export const SURFACE_KEY_EXAMPLES = [
  exampleOf(surfaceKeyContracts.list, {
    input: { ...onSurface, limit: 50, environment: "test", customer: "acme" },
    output: listOf({ ...KEY, lastUsedAt: LATER, lastUsedFrom: "203.0.113.0/24" }),
  }),
  exampleOf(surfaceKeyContracts.create, {
    input: { ...onSurface, ...settings, ...bookkeeping, environment: "test" },
    output: {
      id: KEY_ID,
      surfaceId: SURFACE_ID,
      ...settings,
      key: PLAIN_KEY,
      keyPrefix: KEY.keyPrefix,
      keyHint: KEY.keyHint,
      customerId: CUSTOMER_ID,
      integration: bookkeeping.integration,
      isActive: true,
      environment: "test",
      createdAt: MOMENT,
    },
  }),
  exampleOf(surfaceKeyContracts.get, { input: onKey, output: KEY }),
  exampleOf(surfaceKeyContracts.update, {
    input: { ...onKey, revision: 1, rateLimitPerMinute: 200, rateLimitPerDay: null },
    output: { ...CHANGED_KEY, rateLimitPerMinute: 200, rateLimitPerDay: null },
  }),
  exampleOf(surfaceKeyContracts.revoke, {
    input: { ...onKey, reason: "The contract has ended" },
    output: {
      ...CHANGED_KEY,
      isActive: false,
      status: "revoked",
      revokedAt: LATER,
      revokeReason: "The contract has ended",
    },
  }),
  exampleOf(surfaceKeyContracts.rotate, {
    input: { ...onKey, graceSeconds: 86_400 },
    output: { ...CHANGED_KEY, status: "rotating", key: PLAIN_KEY },
  }),
  exampleOf(claimLinkContracts.list, {
    input: { ...onSurface, limit: 50, status: "opened" },
    output: listOf(CLAIM_LINK),
  }),
  exampleOf(claimLinkContracts.create, {
    input: {
      ...onSurface,
      ...settings,
      ...bookkeeping,
      environment: "production",
      expiresInSeconds: 604_800,
      passcode: "tall-river-42",
    },
    output: {
      id: CLAIM_LINK_ID,
      url: "https://keys.example.com/claim#EXAMPLEexampleEXAMPLEexampleEXAMPLEexample0",
      expiresAt: WEEK_LATER,
    },
  }),
  exampleOf(claimLinkContracts.get, { input: onLink, output: CLAIM_LINK }),
  exampleOf(claimLinkContracts.withdraw, {
    input: onLink,
    output: { ...CLAIM_LINK, status: "withdrawn", withdrawnAt: LATER },
  }),
];
