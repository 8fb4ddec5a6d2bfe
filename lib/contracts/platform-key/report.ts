import { z } from "zod";
import { defineContract, resource } from "@/lib/contracts/contract";
import { nullableTimestamp, pathId, timestamp } from "@/lib/contracts/fields";

const keys = resource("API Keys", "API_KEYS");
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
      defaultPerHour: z.int(),
      defaultPerDay: z.int(),
      maxPerMinute: z.int(),
      maxPerHour: z.int(),
      maxPerDay: z.int(),
    }),
  }),
  http: {
    ...keys.get("/v1/api-keys/options"),
    summary: "What a new API key can be given",
    description: "Permissions, in groups and as scopes, and the limits.",
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
          "Whether more keys than the 10,000 used last are there; `/v1/api-keys` lists all.",
      }),
    }),
    timestamp,
  }),
  http: {
    ...keys.get("/v1/api-keys/analytics"),
    summary: "Summarise API keys",
    description: "How many there are and when each was used last.",
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
    ...keys.get("/v1/api-keys/{id}/analytics"),
    summary: "Summarise one API key",
    description: "When it was used last, and its requests by day.",
  },
});
