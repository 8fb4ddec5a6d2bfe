import { z } from "zod";
import { Resource } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import { nullableTimestamp, pathId, timestamp } from "@/lib/contracts/fields";
import { PLATFORM_WINDOWS, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import { DELEGABLE_PERMISSIONS, PERMISSIONS } from "@/lib/policy/permissions";
import { PERMISSION_TEMPLATES } from "@/lib/policy/templates";

const keys = new Resource("API Keys", "API_KEYS");

/** Which permissions there are, and which templates of them. */
export const PERMISSION_OPTIONS = {
  permissionGroups: PERMISSION_TEMPLATES.map((template) => ({
    ...template,
    permissions: [...template.permissions],
  })),
  permissionScopes: DELEGABLE_PERMISSIONS.map((scope) => ({
    scope,
    label: PERMISSIONS[scope].label,
    environments: [...PERMISSIONS[scope].environments],
  })),
};

export const platformKeyOptionsContract = defineContract({
  ...keys.read("platformKey.options"),
  input: z.strictObject({}),
  output: z.object({
    permissionGroups: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        description: z.string(),
        permissions: z.array(z.string()),
      }),
    ),
    permissionScopes: z.array(
      z.object({ scope: z.string(), label: z.string(), environments: z.array(z.string()) }),
    ),
    rateLimits: z.object({
      ...perWindow("defaultPer", PLATFORM_WINDOWS, () => z.int()),
      ...perWindow("maxPer", WINDOW_NAMES, () => z.int()),
    }),
  }),
  http: {
    ...keys.at("GET", "/v1/api-keys/options"),
    summary: "Get options for a new API key",
    description: "The available permissions, as groups and as scopes, and the limits.",
  },
});

export const platformKeyAnalyticsContract = defineContract({
  ...keys.read("platformKey.analytics"),
  input: z.strictObject({}),
  output: z.object({
    analytics: z.object({
      totalKeys: z.int(),
      activeKeys: z.int(),
      expiredKeys: z.int(),
      keyBreakdown: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          keyPrefix: z.string(),
          lastUsedAt: nullableTimestamp,
          isActive: z.boolean(),
        }),
      ),
      keyBreakdownHasMore: z.boolean().meta({
        description:
          "Whether there are more than the 10,000 most recently used keys. `/v1/api-keys` lists all.",
      }),
    }),
    timestamp,
  }),
  http: {
    ...keys.at("GET", "/v1/api-keys/analytics"),
    summary: "Summarize API keys",
    description: "How many keys there are and when each was last used.",
  },
});

export const singleKeyAnalyticsContract = defineContract({
  ...keys.read("platformKey.usage"),
  input: z.strictObject({ id: pathId }),
  output: z.object({
    analytics: z.object({
      lastUsedAt: nullableTimestamp,
      lastUsedFrom: z.string().nullable(),
      requestsLast7Days: z.array(z.int()),
    }),
    timestamp,
  }),
  http: {
    ...keys.at("GET", "/v1/api-keys/{id}/analytics"),
    summary: "Summarize an API key",
    description: "When it was last used, and its requests by day.",
  },
});
