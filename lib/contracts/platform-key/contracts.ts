import { z } from "zod";
import { defineContract, resource } from "@/lib/contracts/contract";
import { lineField, pagination, pathId, seenRevision, timestamp } from "@/lib/contracts/fields";
import {
  allowedIpsField,
  expiresAtField,
  keptExpiresAtField,
  limitField,
  permissionsField,
  revokeReason,
} from "@/lib/contracts/key/fields";
import { graceField, KEY_ECHO, keyFields, keyListQuery } from "@/lib/contracts/key/view";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { DEFAULT_PERMISSIONS } from "@/lib/policy/templates";

const keys = resource("API Keys", "API_KEYS");

export const platformKeyView = z
  .object({
    ...keyFields,
    name: z.string(),
    searchHint: z.string(),
    permissions: z.array(z.string()),
    isTestKey: z.boolean(),
    canReveal: z.boolean(),
    allowedIps: z.array(z.string()),
    rateLimitPerHour: z.int().nullable(),
    rateLimitPerDay: z.int().nullable(),
  })
  .meta({ id: "PlatformKey" });

export type PlatformKeyView = z.output<typeof platformKeyView>;

const one = z.object({ apiKey: platformKeyView, timestamp });

export const descendantsChanged = z.int().optional().meta({
  description: "How many surface keys were revoked with it, if requested.",
});

const changedOne = one.extend({ descendantsChanged });

/** What to do with the living surface keys that a key minted. */
export const onExpiry = z.enum(["keep", "shorten"]).optional().meta({
  description:
    "`shorten` also sets this `expiresAt` for the surface keys that it minted and that would outlive it.",
});
export const onRevocation = z.enum(["keep", "revoke"]).optional().meta({
  description: "`revoke` also revokes the active surface keys that it minted.",
});

type Shortening = { descendants?: string | undefined; expiresAt?: string | null | undefined };

/** Keys that a key minted are shortened to its own expiry: to one that is asked for. */
export function saysWhen({ descendants, expiresAt }: Shortening): boolean {
  return descendants !== "shorten" || expiresAt !== undefined;
}

export const SAY_WHEN = {
  path: ["descendants"],
  error: "Give expiresAt with it: the moment to shorten them to.",
};

const withSecret = z
  .object({ apiKey: platformKeyView, plainKey: z.string(), warning: z.string() })
  .meta({ id: "PlatformKeyWithSecret" });

const editable = {
  name: lineField(255, "a name"),
  permissions: permissionsField,
  expiresAt: expiresAtField.nullable(),
  allowedIps: allowedIpsField,
  rateLimitPerHour: limitField,
  rateLimitPerDay: limitField,
};

export const createPlatformKeyContract = defineContract({
  ...keys.write("platformKey.create"),
  input: z.strictObject({
    name: editable.name,
    environment: z.enum(ENVIRONMENTS).default("test"),
    permissions: permissionsField.default([...DEFAULT_PERMISSIONS]),
    expiresAt: editable.expiresAt.optional(),
    allowedIps: allowedIpsField.default([]),
    rateLimitPerHour: limitField.optional(),
    rateLimitPerDay: limitField.optional(),
  }),
  output: withSecret,
  secretOf: ({ apiKey }) => apiKey.id,
  http: {
    ...keys.post("/v1/api-keys"),
    summary: "Create an API key",
    description: "The plaintext key is returned only in this response.",
  },
});

export const listPlatformKeysContract = defineContract({
  ...keys.read("platformKey.list"),
  input: z.strictObject(keyListQuery),
  output: z.object({
    data: z.array(platformKeyView),
    pagination,
    apiKeys: z.array(platformKeyView),
    total: z.int(),
    timestamp,
  }),
  http: {
    ...keys.get("/v1/api-keys"),
    summary: "List API keys",
    description: "Without their secrets. `data` and `apiKeys` are the same list.",
  },
});

export const getPlatformKeyContract = defineContract({
  ...keys.read("platformKey.get"),
  input: z.strictObject({ id: pathId }),
  output: one,
  http: {
    ...keys.get("/v1/api-keys/{id}"),
    summary: "Get an API key",
    description: "Without its secret.",
  },
});

export const updatePlatformKeyContract = defineContract({
  ...keys.write("platformKey.update"),
  input: z
    .strictObject({
      id: pathId,
      revision: seenRevision,
      isActive: z.boolean().optional(),
      name: editable.name.optional(),
      permissions: editable.permissions.optional(),
      expiresAt: keptExpiresAtField.optional(),
      allowedIps: editable.allowedIps.optional(),
      rateLimitPerHour: editable.rateLimitPerHour.optional(),
      rateLimitPerDay: editable.rateLimitPerDay.optional(),
      descendants: onExpiry,
    })
    .refine(saysWhen, SAY_WHEN),
  output: changedOne,
  http: {
    ...keys.put("/v1/api-keys/{id}"),
    summary: "Change an API key",
    description: "Updates the given fields. `isActive` disables and enables the key.",
    replaces: { view: platformKeyView.extend({ timestamp }), wrapper: "apiKey", ...KEY_ECHO },
    errors: ["conflict"],
  },
});

export const revokePlatformKeyContract = defineContract({
  ...keys.write("platformKey.revoke"),
  input: z.strictObject({
    id: pathId,
    reason: revokeReason,
    descendants: onRevocation,
  }),
  output: changedOne,
  http: {
    ...keys.remove("/v1/api-keys/{id}"),
    summary: "Revoke an API key",
    description: "Cannot be undone. In effect when the response arrives.",
    errors: ["conflict"],
  },
});

const rotation = {
  id: pathId,
  revision: seenRevision,
};

export const rotatePlatformKeyContract = defineContract({
  ...keys.write("platformKey.rotate"),
  input: z.strictObject({ ...rotation, graceSeconds: graceField(86_400) }),
  output: withSecret,
  secretOf: ({ apiKey }) => apiKey.id,
  http: {
    ...keys.post("/v1/api-keys/{id}/rotate", 200),
    summary: "Rotate an API key",
    description: "Gives the key a new secret. The old secret keeps working for `graceSeconds`.",
    errors: ["conflict"],
  },
});

export const regeneratePlatformKeyContract = defineContract({
  ...keys.write("platformKey.regenerate"),
  input: z.strictObject({ ...rotation, graceSeconds: graceField(0) }),
  output: withSecret,
  secretOf: ({ apiKey }) => apiKey.id,
  http: {
    ...keys.post("/v1/api-keys/{id}/regenerate", 200),
    summary: "Regenerate an API key",
    description: "Rotates without a grace period unless `graceSeconds` is given.",
    errors: ["conflict"],
  },
});
