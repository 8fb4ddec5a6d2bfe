import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { lineField, pagination, pathId, seenRevision, timestamp } from "@/lib/contracts/fields";
import {
  allowedIpsField,
  expiresAtField,
  keptExpiresAtField,
  limitField,
  permissionsField,
  revokeReason,
} from "@/lib/contracts/key-fields";
import { graceField, KEY_ECHO, keyFields, keyListQuery } from "@/lib/contracts/key-view";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { DEFAULT_PERMISSIONS } from "@/lib/policy/templates";

const TAG = "API Keys";

const needRead = { permission: "API_KEYS:READ" } as const;
const needWrite = { permission: "API_KEYS:WRITE" } as const;

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
  description: "How many surface keys went with it, when that was asked.",
});

const changedOne = one.extend({ descendantsChanged });

/** What to do with the living surface keys that a key minted. */
export const onExpiry = z.enum(["keep", "shorten"]).optional().meta({
  description:
    "`shorten` gives the surface keys that it minted and that would outlive it the same `expiresAt`.",
});
export const onRevocation = z.enum(["keep", "revoke"]).optional().meta({
  description: "`revoke` revokes the living surface keys that it minted too.",
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
  name: lineField(255),
  permissions: permissionsField,
  expiresAt: expiresAtField.nullable(),
  allowedIps: allowedIpsField,
  rateLimitPerHour: limitField,
  rateLimitPerDay: limitField,
};

export const createPlatformKeyContract = defineContract({
  name: "platformKey.create",
  kind: "write",
  need: needWrite,
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
    method: "POST",
    path: "/v1/api-keys",
    status: 201,
    tag: TAG,
    summary: "Create an API key",
    description: "The plaintext key is in this answer and never again.",
  },
});

export const listPlatformKeysContract = defineContract({
  name: "platformKey.list",
  kind: "read",
  need: needRead,
  input: z.strictObject(keyListQuery),
  output: z.object({
    data: z.array(platformKeyView),
    pagination,
    apiKeys: z.array(platformKeyView),
    total: z.int(),
    timestamp,
  }),
  http: {
    method: "GET",
    path: "/v1/api-keys",
    status: 200,
    tag: TAG,
    summary: "List API keys",
    description: "Without their secrets. `data` and `apiKeys` are the same list.",
  },
});

export const getPlatformKeyContract = defineContract({
  name: "platformKey.get",
  kind: "read",
  need: needRead,
  input: z.strictObject({ id: pathId }),
  output: one,
  http: {
    method: "GET",
    path: "/v1/api-keys/{id}",
    status: 200,
    tag: TAG,
    summary: "Get an API key",
    description: "Without its secret.",
  },
});

export const updatePlatformKeyContract = defineContract({
  name: "platformKey.update",
  kind: "write",
  need: needWrite,
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
    method: "PUT",
    path: "/v1/api-keys/{id}",
    status: 200,
    tag: TAG,
    summary: "Change an API key",
    description: "Only the given fields change. `isActive` disables and enables the key.",
    replaces: { view: platformKeyView.extend({ timestamp }), wrapper: "apiKey", ...KEY_ECHO },
    errors: ["conflict"],
  },
});

export const revokePlatformKeyContract = defineContract({
  name: "platformKey.revoke",
  kind: "write",
  need: needWrite,
  input: z.strictObject({
    id: pathId,
    reason: revokeReason,
    descendants: onRevocation,
  }),
  output: changedOne,
  http: {
    method: "DELETE",
    path: "/v1/api-keys/{id}",
    status: 200,
    tag: TAG,
    summary: "Revoke an API key",
    description: "Final, and in force when the answer arrives.",
    errors: ["conflict"],
  },
});

const rotation = {
  id: pathId,
  revision: seenRevision,
};

export const rotatePlatformKeyContract = defineContract({
  name: "platformKey.rotate",
  kind: "write",
  need: needWrite,
  input: z.strictObject({ ...rotation, graceSeconds: graceField(86_400) }),
  output: withSecret,
  secretOf: ({ apiKey }) => apiKey.id,
  http: {
    method: "POST",
    path: "/v1/api-keys/{id}/rotate",
    status: 200,
    tag: TAG,
    summary: "Rotate an API key",
    description: "Gives the key a new secret; the old one lives on for `graceSeconds`.",
    errors: ["conflict"],
  },
});

export const regeneratePlatformKeyContract = defineContract({
  name: "platformKey.regenerate",
  kind: "write",
  need: needWrite,
  input: z.strictObject({ ...rotation, graceSeconds: graceField(0) }),
  output: withSecret,
  secretOf: ({ apiKey }) => apiKey.id,
  http: {
    method: "POST",
    path: "/v1/api-keys/{id}/regenerate",
    status: 200,
    tag: TAG,
    summary: "Regenerate an API key",
    description: "Rotates with no grace unless `graceSeconds` is given.",
    errors: ["conflict"],
  },
});
