import { meContract } from "@/lib/contracts/me/contracts";
import { type PlatformKeyView, platformKeyContracts } from "@/lib/contracts/platform-key/contracts";
import {
  PERMISSION_OPTIONS,
  platformKeyAnalyticsContract,
  platformKeyOptionsContract,
  singleKeyAnalyticsContract,
} from "@/lib/contracts/platform-key/report";
import { clock } from "@/lib/core/clock";
import {
  MAX_LIMITS,
  PLATFORM_WINDOWS,
  perWindow,
  USUAL_LIMITS,
  WINDOW_NAMES,
} from "@/lib/core/windows";
import { DEFAULT_PERMISSIONS } from "@/lib/policy/templates";
import { CHANGED, exampleOf, LATER, listOf, MOMENT, ORGANIZATION_ID, USER_ID } from "./example";

const KEY_ID = "key_01kadxq9r7fz2bnhs4m8tq5wvc";

/** A key in form only: its checksum is wrong on purpose, so that scanners and the door refuse it. */
const PLAIN_KEY = "rt_test_EXAMPLEexampleEXAMPLEexample0000000000";

const SHOWN_ONCE = "Copy this key now. It will not be shown again.";

/** An expiry has to lie ahead, whenever this is read. */
export const NEXT_YEAR = `${clock.now().getUTCFullYear() + 1}-01-31T00:00:00.000Z`;

/** What keys of every family show that nobody has used or changed. */
export const NEW_KEY = {
  lastUsedAt: null,
  lastUsedFrom: null,
  createdAt: MOMENT,
  updatedAt: MOMENT,
  disabledAt: null,
  revokedAt: null,
  revokeReason: null,
  createdBy: { id: USER_ID, name: "Ada Example", left: false },
};

const LIMITS = perWindow("rateLimitPer", PLATFORM_WINDOWS, (window) => USUAL_LIMITS[window]);

const API_KEY: PlatformKeyView = {
  id: KEY_ID,
  name: "CI/CD pipeline",
  keyPrefix: "rt_test_EXAM",
  searchHint: "…0000",
  maskedKey: "rt_test_EXAM…0000",
  permissions: [...DEFAULT_PERMISSIONS],
  environment: "test",
  isActive: true,
  isTestKey: true,
  canReveal: false,
  status: "active",
  statusReason: null,
  allowedIps: ["203.0.113.7", "2001:db8::/32"],
  ...LIMITS,
  customerId: null,
  expiresAt: NEXT_YEAR,
  ...NEW_KEY,
  revision: 1,
};

const { name, environment, permissions, expiresAt, allowedIps } = API_KEY;
const LIST = { ...API_KEY, lastUsedAt: LATER, lastUsedFrom: "203.0.113.0/24" };
const CHANGED_KEY = { ...API_KEY, ...CHANGED };
const RENEWED = { apiKey: CHANGED_KEY, plainKey: PLAIN_KEY };

export const KEY_EXAMPLES = [
  exampleOf(meContract, {
    input: {},
    output: {
      kind: "key",
      id: KEY_ID,
      name,
      organizationId: ORGANIZATION_ID,
      environment,
      permissions,
      limits: [
        { window: "hour", limit: 1_000, remaining: 999, reset: 1_768_471_200 },
        { window: "day", limit: 10_000, remaining: 9_999, reset: 1_768_521_600 },
      ],
      expiresAt: NEXT_YEAR,
    },
  }),
  exampleOf(platformKeyContracts.list, {
    input: { limit: 50, environment: "test", sort: "lastUsedAt", direction: "desc" },
    output: { ...listOf(LIST), apiKeys: [LIST], total: 1, timestamp: LATER },
  }),
  exampleOf(platformKeyContracts.create, {
    input: { name, environment, permissions, expiresAt, allowedIps, ...LIMITS },
    output: { apiKey: API_KEY, plainKey: PLAIN_KEY, warning: SHOWN_ONCE },
  }),
  exampleOf(platformKeyContracts.get, {
    input: { id: KEY_ID },
    output: { apiKey: API_KEY, timestamp: LATER },
  }),
  exampleOf(platformKeyContracts.update, {
    input: { id: KEY_ID, revision: 1, name: "CI/CD pipeline, main branch", isActive: true },
    output: { apiKey: { ...CHANGED_KEY, name: "CI/CD pipeline, main branch" }, timestamp: LATER },
  }),
  exampleOf(platformKeyContracts.revoke, {
    input: { id: KEY_ID, reason: "Found in a log" },
    output: {
      apiKey: {
        ...CHANGED_KEY,
        isActive: false,
        status: "revoked",
        revokedAt: LATER,
        revokeReason: "Found in a log",
      },
      timestamp: LATER,
    },
  }),
  exampleOf(platformKeyContracts.regenerate, {
    input: { id: KEY_ID },
    output: { ...RENEWED, warning: SHOWN_ONCE },
  }),
  exampleOf(platformKeyContracts.rotate, {
    input: { id: KEY_ID, graceSeconds: 86_400 },
    output: { ...RENEWED, apiKey: { ...CHANGED_KEY, status: "rotating" }, warning: SHOWN_ONCE },
  }),
  exampleOf(platformKeyOptionsContract, {
    input: {},
    output: {
      ...PERMISSION_OPTIONS,
      rateLimits: {
        ...perWindow("defaultPer", PLATFORM_WINDOWS, (window) => USUAL_LIMITS[window]),
        ...perWindow("maxPer", WINDOW_NAMES, (window) => MAX_LIMITS[window]),
      },
    },
  }),
  exampleOf(platformKeyAnalyticsContract, {
    input: {},
    output: {
      analytics: {
        totalKeys: 1,
        activeKeys: 1,
        expiredKeys: 0,
        keyBreakdown: [
          {
            id: KEY_ID,
            name,
            keyPrefix: API_KEY.keyPrefix,
            lastUsedAt: LATER,
            isActive: true,
          },
        ],
        keyBreakdownHasMore: false,
      },
      timestamp: LATER,
    },
  }),
  exampleOf(singleKeyAnalyticsContract, {
    input: { id: KEY_ID },
    output: {
      analytics: {
        lastUsedAt: LATER,
        lastUsedFrom: "203.0.113.0/24",
        requestsLast7Days: [0, 12, 40, 38, 51, 0, 7],
      },
      timestamp: LATER,
    },
  }),
];
