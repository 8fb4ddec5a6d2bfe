import { z } from "zod";
import { Collection } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import { externalIdField } from "@/lib/contracts/customer/contracts";
import {
  filterText,
  idField,
  lineField,
  nullableTimestamp,
  pathId,
  seenRevision,
  timestamp,
} from "@/lib/contracts/fields";
import { storedObject } from "@/lib/contracts/json-field";
import {
  allowedIpsField,
  capabilityScopesField,
  expiresAtField,
  keptExpiresAtField,
  keyMetadataField,
  limitField,
  revokeReason,
} from "@/lib/contracts/key/fields";
import { graceField, KEY_ECHO, keyFields, keyListQuery } from "@/lib/contracts/key/view";
import { ofSurface } from "@/lib/contracts/product/fields";
import { surfaceLimits } from "@/lib/core/windows";
import { ENVIRONMENTS } from "@/lib/policy/roles";

export const surfaceKeyView = z
  .object({
    ...keyFields,
    productId: z.string(),
    surfaceId: z.string(),
    name: z.string().nullable(),
    keyHint: z.string().nullable(),
    /** Ids of capabilities; of a key that is not scoped, none. */
    scopes: z.array(z.string()),
    /** False for a key that may call every capability of its surface, now and later. */
    scoped: z.boolean(),
    ...surfaceLimits(() => z.int().nullable()),
    allowedIps: z.array(z.string()),
    customerId: z.string().nullable(),
    customer: z.string().nullable().meta({ description: "The external id of its customer." }),
    integration: z.string().nullable(),
    metadata: storedObject.nullable(),
    mintedByKeyId: z.string().nullable(),
  })
  .meta({ id: "SurfaceKey" });

export type SurfaceKeyView = z.output<typeof surfaceKeyView>;

const newSurfaceKey = z
  .object({
    id: z.string(),
    surfaceId: z.string(),
    name: z.string().nullable(),
    key: z.string(),
    keyPrefix: z.string(),
    keyHint: z.string().nullable(),
    scopes: z.array(z.string()),
    ...surfaceLimits(() => z.int().nullable()),
    allowedIps: z.array(z.string()),
    customerId: z.string().nullable(),
    integration: z.string().nullable(),
    expiresAt: nullableTimestamp,
    isActive: z.boolean(),
    environment: z.enum(ENVIRONMENTS),
    createdAt: timestamp,
  })
  .meta({ id: "NewSurfaceKey" });

export type NewSurfaceKey = z.output<typeof newSurfaceKey>;

const scoped = z.boolean().optional().meta({
  description: "Whether the key is meant to be scoped. Refused if `scopes` does not match.",
});

const namedCustomer = z.strictObject({
  externalId: externalIdField,
  name: lineField(255, "a name").optional(),
});

/** Of a text what is wrong with it, as that is what forms send. */
function problemOfCustomer({ input, errors = [] }: { input?: unknown; errors?: Issues[] }) {
  const [[issue] = []] = errors;
  return typeof input === "string" && issue
    ? issue.message
    : 'Enter an external id, or an object with "externalId".';
}

type Issues = { message: string }[];

/** What a key of a surface is given. */
const surfaceKeyFields = {
  name: lineField(255, "a name").nullable().optional(),
  scopes: capabilityScopesField.optional().meta({
    description:
      "Ids of capabilities of the surface. Empty allows all of them, including those added later.",
  }),
  scoped,
  ...surfaceLimits(() => limitField.nullable().optional()),
  allowedIps: allowedIpsField.optional().meta({
    description: "Addresses and CIDR ranges that it can be used from. Empty allows all.",
  }),
  expiresAt: expiresAtField.nullable().optional(),
  customerId: idField("customer").nullable().optional().meta({
    description: "The customer that it is handed to. Its limits and quota are shared by its keys.",
  }),
  customer: z
    .union([externalIdField, namedCustomer], { error: problemOfCustomer })
    .nullable()
    .optional()
    .meta({
      description:
        "The customer by its external id, instead of `customerId`. One that does not exist is created, which needs CUSTOMERS:WRITE; the name of one that exists stays.",
    }),
  integration: lineField(255).nullable().optional().meta({
    description: "What the customer uses the key in, such as `CRM sync`.",
  }),
  metadata: keyMetadataField.nullable().optional(),
};

export const newKeyFields = {
  ...surfaceKeyFields,
  environment: z.enum(ENVIRONMENTS).default("test"),
};

type Scope = { scopes?: string[] | undefined; scoped?: boolean | undefined };

/** A form that means certain capabilities and names none must not open all of them. */
export function scopeMeant({ scopes, scoped }: Scope, context: z.RefinementCtx): void {
  if (scopes === undefined || scoped === undefined || scoped === scopes.length > 0) return;
  const message = scoped
    ? "Choose at least one capability."
    : "A key that is not scoped cannot list capabilities.";
  context.addIssue({ code: "custom", path: ["scopes"], message });
}

/** A key of a surface. */
export const ofSurfaceKey = { ...ofSurface, keyId: pathId };

export const surfaceKeys = new Collection({
  name: "surfaceKey",
  tag: "Surface Keys",
  scope: "SURFACE_KEYS",
  path: "/v1/products/{id}/surfaces/{surfaceId}/keys",
  nouns: ["a surface API key", "surface API keys"],
  within: ofSurface,
  one: ofSurfaceKey,
  view: surfaceKeyView,
  missing: { all: "Surface" },
});

export const surfaceKeyContracts = {
  list: surfaceKeys.list({
    fields: {
      ...keyListQuery,
      customer: filterText(255).meta({
        description: "Keys of the customer with this id or external id.",
      }),
      capabilityId: idField("capability").optional().meta({
        description: "Keys that can call this capability, including unscoped keys.",
      }),
      mintedBy: idField("key").optional().meta({
        description: "Keys minted by this API key.",
      }),
    },
    description: "Without their secrets.",
  }),

  create: {
    ...surfaceKeys.create({
      fields: newKeyFields,
      check: z.superRefine(scopeMeant),
      summary: "Create surface API key",
      description:
        "The plaintext key is returned only in this response. A limit that is not given is the surface's default; null means no limit. A key minted by an API key cannot outlive it, has limits up to the operator's maximum (also for null or no default), and must state `allowedIps` if the API key has them.",
      errors: ["conflict"],
    }),
    output: newSurfaceKey,
    secretOf: ({ id }: NewSurfaceKey) => id,
  },

  get: surfaceKeys.get({ description: "Without its secret." }),

  update: surfaceKeys.update({
    fields: {
      ...surfaceKeyFields,
      expiresAt: keptExpiresAtField.optional(),
      revision: seenRevision,
      isActive: z.boolean().optional(),
    },
    check: z.superRefine(scopeMeant),
    replaces: KEY_ECHO,
    summary: "Change a surface API key",
    description:
      "Updates the given fields, effective immediately. `isActive` disables and enables the key; `scopes` replaces what it can call. An API key can tighten any key. It can loosen, extend, enable and rename only keys that it minted, and cannot change fields that a person has set.",
  }),

  revoke: defineContract({
    ...surfaceKeys.write("surfaceKey.revoke"),
    input: z.strictObject({ ...ofSurfaceKey, reason: revokeReason }),
    output: surfaceKeyView,
    http: surfaceKeys.ofOne("DELETE", "Revoke", {
      description: "Cannot be undone. In effect when the response arrives.",
      errors: ["conflict"],
    }),
  }),

  rotate: defineContract({
    ...surfaceKeys.write("surfaceKey.rotate"),
    input: z.strictObject({
      ...ofSurfaceKey,
      revision: seenRevision,
      graceSeconds: graceField(86_400),
    }),
    output: surfaceKeyView.extend({ key: z.string() }).meta({ id: "SurfaceKeyWithSecret" }),
    secretOf: ({ id }) => id,
    http: surfaceKeys.ofOne("POST", "Rotate", {
      below: "/rotate",
      description:
        "Gives the key a new secret. The old secret keeps working for `graceSeconds`. An API key can rotate only keys that it minted and that no person has rotated.",
      errors: ["conflict"],
    }),
  }),
};
