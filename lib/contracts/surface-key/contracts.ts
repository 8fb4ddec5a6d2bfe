import { z } from "zod";
import { defineContract, resource } from "@/lib/contracts/contract";
import {
  filterText,
  idField,
  lineField,
  nullableTimestamp,
  pagination,
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
import { ENVIRONMENTS } from "@/lib/policy/roles";

const keys = resource("Surface Keys", "SURFACE_KEYS");
const PATH = "/v1/products/{id}/surfaces/{surfaceId}/keys";

/** The product and its surface. */
export const onSurface = { id: pathId, surfaceId: pathId };

/** A key of the surface. */
export const onSurfaceKey = { ...onSurface, keyId: pathId };

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
    rateLimitPerMinute: z.int().nullable(),
    rateLimitPerDay: z.int().nullable(),
    allowedIps: z.array(z.string()),
    customer: z.string().nullable(),
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
    rateLimitPerMinute: z.int().nullable(),
    rateLimitPerDay: z.int().nullable(),
    allowedIps: z.array(z.string()),
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

const fields = {
  name: lineField(255, "a name").nullable().optional(),
  scopes: capabilityScopesField.optional().meta({
    description:
      "Ids of capabilities of the surface. Empty allows all of them, including those added later.",
  }),
  scoped,
  rateLimitPerMinute: limitField.nullable().optional(),
  rateLimitPerDay: limitField.nullable().optional(),
  allowedIps: allowedIpsField.optional().meta({
    description: "Addresses and CIDR ranges that it can be used from. Empty allows all.",
  }),
  expiresAt: expiresAtField.nullable().optional(),
  customer: lineField(255).nullable().optional(),
  metadata: keyMetadataField.nullable().optional(),
};

type Scope = { scopes?: string[] | undefined; scoped?: boolean | undefined };

/** A form that means certain capabilities and names none must not open all of them. */
function scopeMeant({ scopes, scoped }: Scope, context: z.RefinementCtx): void {
  if (scopes === undefined || scoped === undefined || scoped === scopes.length > 0) return;
  const message = scoped
    ? "Choose at least one capability."
    : "A key that is not scoped cannot list capabilities.";
  context.addIssue({ code: "custom", path: ["scopes"], message });
}

export const createSurfaceKeyContract = defineContract({
  ...keys.write("surfaceKey.create"),
  input: z
    .strictObject({
      ...onSurface,
      ...fields,
      environment: z.enum(ENVIRONMENTS).default("test"),
    })
    .superRefine(scopeMeant),
  output: newSurfaceKey,
  secretOf: ({ id }) => id,
  http: {
    ...keys.post(PATH),
    summary: "Create surface API key",
    missing: "Surface",
    description:
      "The plaintext key is returned only in this response. A limit that is not given is the surface's default; null means no limit. A key minted by an API key cannot outlive it, has limits up to the operator's maximum (also for null or no default), and must state `allowedIps` if the API key has them.",
  },
});

export const listSurfaceKeysContract = defineContract({
  ...keys.read("surfaceKey.list"),
  input: z.strictObject({
    ...onSurface,
    ...keyListQuery,
    customer: filterText(255).meta({ description: "Keys of this customer." }),
    capabilityId: idField("capability").optional().meta({
      description: "Keys that can call this capability, including unscoped keys.",
    }),
    mintedBy: idField("key").optional().meta({
      description: "Keys minted by this API key.",
    }),
  }),
  output: z.object({ data: z.array(surfaceKeyView), pagination }).meta({ id: "SurfaceKeyPage" }),
  http: {
    ...keys.get(PATH),
    summary: "List surface API keys",
    description: "Without their secrets.",
    missing: "Surface",
  },
});

export const getSurfaceKeyContract = defineContract({
  ...keys.read("surfaceKey.get"),
  input: z.strictObject(onSurfaceKey),
  output: surfaceKeyView,
  http: {
    ...keys.get(`${PATH}/{keyId}`),
    summary: "Get a surface API key",
    description: "Without its secret.",
  },
});

export const updateSurfaceKeyContract = defineContract({
  ...keys.write("surfaceKey.update"),
  input: z
    .strictObject({
      ...onSurfaceKey,
      ...fields,
      expiresAt: keptExpiresAtField.optional(),
      revision: seenRevision,
      isActive: z.boolean().optional(),
    })
    .superRefine(scopeMeant),
  output: surfaceKeyView,
  http: {
    ...keys.put(`${PATH}/{keyId}`),
    summary: "Change a surface API key",
    description:
      "Updates the given fields, effective immediately. `isActive` disables and enables the key; `scopes` replaces what it can call. An API key can tighten any key. It can loosen, extend, enable and rename only keys that it minted, and cannot change fields that a person has set.",
    replaces: { view: surfaceKeyView, ...KEY_ECHO },
    errors: ["conflict"],
  },
});

export const revokeSurfaceKeyContract = defineContract({
  ...keys.write("surfaceKey.revoke"),
  input: z.strictObject({ ...onSurfaceKey, reason: revokeReason }),
  output: surfaceKeyView,
  http: {
    ...keys.remove(`${PATH}/{keyId}`),
    summary: "Revoke a surface API key",
    description: "Cannot be undone. In effect when the response arrives.",
    errors: ["conflict"],
  },
});

export const rotateSurfaceKeyContract = defineContract({
  ...keys.write("surfaceKey.rotate"),
  input: z.strictObject({
    ...onSurfaceKey,
    revision: seenRevision,
    graceSeconds: graceField(86_400),
  }),
  output: surfaceKeyView.extend({ key: z.string() }).meta({ id: "SurfaceKeyWithSecret" }),
  secretOf: ({ id }) => id,
  http: {
    ...keys.post(`${PATH}/{keyId}/rotate`, 200),
    summary: "Rotate a surface API key",
    description:
      "Gives the key a new secret. The old secret keeps working for `graceSeconds`. An API key can rotate only keys that it minted and that no person has rotated.",
    errors: ["conflict"],
  },
});
