import { exampleOf, LATER } from "@/lib/contracts/openapi/example";
import {
  platformKeyAnalyticsContract,
  platformKeyOptionsContract,
  singleKeyAnalyticsContract,
} from "@/lib/contracts/platform-key-report";
import { DELEGABLE_PERMISSIONS, PERMISSIONS } from "@/lib/policy/permissions";
import { PERMISSION_TEMPLATES } from "@/lib/policy/templates";
import { API_KEY, KEY_ID } from "./example-key";

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
