import { meContract } from "@/lib/contracts/me/contracts";
import { exampleOf, LATER, ORGANIZATION_ID } from "@/lib/contracts/openapi/example";
import * as platformKeyContracts from "@/lib/contracts/platform-key/contracts";
import {
  platformKeyAnalyticsContract,
  platformKeyOptionsContract,
  singleKeyAnalyticsContract,
} from "@/lib/contracts/platform-key/report";
import { DELEGABLE_PERMISSIONS, PERMISSIONS } from "@/lib/policy/permissions";
import { DEFAULT_PERMISSIONS, PERMISSION_TEMPLATES } from "@/lib/policy/templates";
import { API_KEY, KEY_ID, NEXT_YEAR, PLAIN_KEY, SHOWN_ONCE } from "./example-key";

const LIST = { ...API_KEY, lastUsedAt: LATER, lastUsedFrom: "203.0.113.0/24" };
const RENEWED = { apiKey: { ...API_KEY, updatedAt: LATER, revision: 2 }, plainKey: PLAIN_KEY };

export const KEY_EXAMPLES = [
  exampleOf(meContract, {
    input: {},
    output: {
      kind: "key",
      id: KEY_ID,
      name: API_KEY.name,
      organizationId: ORGANIZATION_ID,
      environment: "test",
      permissions: [...DEFAULT_PERMISSIONS],
      limits: [
        { window: "hour", limit: 1_000, remaining: 999, reset: 1_768_471_200 },
        { window: "day", limit: 10_000, remaining: 9_999, reset: 1_768_521_600 },
      ],
      expiresAt: NEXT_YEAR,
    },
  }),
  exampleOf(platformKeyContracts.listPlatformKeysContract, {
    input: { limit: 50, environment: "test", sort: "lastUsedAt", direction: "desc" },
    output: {
      data: [LIST],
      pagination: { nextCursor: null, hasMore: false, limit: 50 },
      apiKeys: [LIST],
      total: 1,
      timestamp: LATER,
    },
  }),
  exampleOf(platformKeyContracts.createPlatformKeyContract, {
    input: {
      name: API_KEY.name,
      environment: "test",
      permissions: [...DEFAULT_PERMISSIONS],
      expiresAt: NEXT_YEAR,
      allowedIps: ["203.0.113.7", "2001:db8::/32"],
      rateLimitPerHour: 1_000,
      rateLimitPerDay: 10_000,
    },
    output: { apiKey: API_KEY, plainKey: PLAIN_KEY, warning: SHOWN_ONCE },
  }),
  exampleOf(platformKeyContracts.getPlatformKeyContract, {
    input: { id: KEY_ID },
    output: { apiKey: API_KEY, timestamp: LATER },
  }),
  exampleOf(platformKeyContracts.updatePlatformKeyContract, {
    input: { id: KEY_ID, revision: 1, name: "CI/CD pipeline, main branch", isActive: true },
    output: {
      apiKey: { ...RENEWED.apiKey, name: "CI/CD pipeline, main branch" },
      timestamp: LATER,
    },
  }),
  exampleOf(platformKeyContracts.revokePlatformKeyContract, {
    input: { id: KEY_ID, reason: "Found in a log" },
    output: {
      apiKey: {
        ...RENEWED.apiKey,
        isActive: false,
        status: "revoked",
        revokedAt: LATER,
        revokeReason: "Found in a log",
      },
      timestamp: LATER,
    },
  }),
  exampleOf(platformKeyContracts.regeneratePlatformKeyContract, {
    input: { id: KEY_ID },
    output: { ...RENEWED, warning: SHOWN_ONCE },
  }),
  exampleOf(platformKeyContracts.rotatePlatformKeyContract, {
    input: { id: KEY_ID, graceSeconds: 86_400 },
    output: {
      ...RENEWED,
      apiKey: { ...RENEWED.apiKey, status: "rotating" },
      warning: SHOWN_ONCE,
    },
  }),
];

export const KEY_REPORT_EXAMPLES = [
  exampleOf(platformKeyOptionsContract, {
    input: {},
    output: {
      permissionGroups: PERMISSION_TEMPLATES.map((template) => ({
        ...template,
        permissions: [...template.permissions],
      })),
      permissionScopes: DELEGABLE_PERMISSIONS.map((scope) => ({
        scope,
        label: PERMISSIONS[scope].label,
        environments: [...PERMISSIONS[scope].environments],
      })),
      rateLimits: {
        defaultPerHour: 1_000,
        defaultPerDay: 10_000,
        maxPerMinute: 10_000,
        maxPerHour: 100_000,
        maxPerDay: 1_000_000,
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
            name: API_KEY.name,
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
