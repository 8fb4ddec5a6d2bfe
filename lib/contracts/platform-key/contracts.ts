import { z } from "zod";
import { Collection, optional } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import {
  idField,
  lineField,
  pagination,
  pathId,
  seenRevision,
  timestamp,
} from "@/lib/contracts/fields";
import {
  allowedIpsField,
  expiresAtField,
  keptExpiresAtField,
  limitField,
  permissionsField,
  revokeReason,
} from "@/lib/contracts/key/fields";
import { graceField, KEY_ECHO, keyFields, keyListQuery } from "@/lib/contracts/key/view";
import { PLATFORM_WINDOWS, perWindow } from "@/lib/core/windows";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { DEFAULT_PERMISSIONS } from "@/lib/policy/templates";

export const platformKeyView = z
  .object({
    ...keyFields,
    name: z.string(),
    searchHint: z.string(),
    permissions: z.array(z.string()),
    isTestKey: z.boolean(),
    canReveal: z.boolean(),
    allowedIps: z.array(z.string()),
    ...perWindow("rateLimitPer", PLATFORM_WINDOWS, () => z.int().nullable()),
    customerId: z.string().nullable(),
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

const fields = {
  name: lineField(255, "a name"),
  permissions: permissionsField,
  expiresAt: expiresAtField.nullable(),
  allowedIps: allowedIpsField,
  ...perWindow("rateLimitPer", PLATFORM_WINDOWS, () => limitField),
  customerId: idField("customer").nullable().meta({
    description: "The customer that it is handed to. Its limits are shared by its keys.",
  }),
};

export const platformKeys = new Collection({
  name: "platformKey",
  tag: "API Keys",
  scope: "API_KEYS",
  path: "/v1/api-keys",
  nouns: ["an API key", "API keys"],
  within: {},
  one: { id: pathId },
  view: one,
});

const rotation = { id: pathId, revision: seenRevision };

export const platformKeyContracts = {
  list: {
    ...platformKeys.list({
      fields: keyListQuery,
      description: "Without their secrets. `data` and `apiKeys` are the same list.",
    }),
    output: z.object({
      data: z.array(platformKeyView),
      pagination,
      apiKeys: z.array(platformKeyView),
      total: z.int(),
      timestamp,
    }),
  },

  create: {
    ...platformKeys.create({
      fields: {
        name: fields.name,
        environment: z.enum(ENVIRONMENTS).default("test"),
        permissions: permissionsField.default([...DEFAULT_PERMISSIONS]),
        expiresAt: fields.expiresAt.optional(),
        allowedIps: allowedIpsField.default([]),
        ...perWindow("rateLimitPer", PLATFORM_WINDOWS, () => limitField.optional()),
        customerId: fields.customerId.default(null),
      },
      description: "The plaintext key is returned only in this response.",
      errors: ["conflict"],
    }),
    output: withSecret,
    secretOf: keyOf,
  },

  get: platformKeys.get({ description: "Without its secret." }),

  update: {
    ...platformKeys.update({
      fields: {
        revision: seenRevision,
        isActive: z.boolean().optional(),
        ...optional(fields),
        expiresAt: keptExpiresAtField.optional(),
        descendants: onExpiry,
      },
      check: z.refine<Shortening>(saysWhen, SAY_WHEN),
      replaces: { view: platformKeyView.extend({ timestamp }), wrapper: "apiKey", ...KEY_ECHO },
      summary: "Change an API key",
      description: "Updates the given fields. `isActive` disables and enables the key.",
    }),
    output: changedOne,
  },

  revoke: defineContract({
    ...platformKeys.write("platformKey.revoke"),
    input: z.strictObject({ id: pathId, reason: revokeReason, descendants: onRevocation }),
    output: changedOne,
    http: platformKeys.ofOne("DELETE", "Revoke", {
      description: "Cannot be undone. In effect when the response arrives.",
      errors: ["conflict"],
    }),
  }),

  regenerate: defineContract({
    ...platformKeys.write("platformKey.regenerate"),
    input: z.strictObject({ ...rotation, graceSeconds: graceField(0) }),
    output: withSecret,
    secretOf: keyOf,
    http: platformKeys.ofOne("POST", "Regenerate", {
      below: "/regenerate",
      description: "Rotates without a grace period unless `graceSeconds` is given.",
      errors: ["conflict"],
    }),
  }),

  rotate: defineContract({
    ...platformKeys.write("platformKey.rotate"),
    input: z.strictObject({ ...rotation, graceSeconds: graceField(86_400) }),
    output: withSecret,
    secretOf: keyOf,
    http: platformKeys.ofOne("POST", "Rotate", {
      below: "/rotate",
      description: "Gives the key a new secret. The old secret keeps working for `graceSeconds`.",
      errors: ["conflict"],
    }),
  }),
};

function keyOf({ apiKey }: z.output<typeof withSecret>): string {
  return apiKey.id;
}
