import { z } from "zod";
import { metadataOf, rowsOf, rowsProblem } from "@/components/form/metadata-rows";
import type { PairRow } from "@/components/form/pair-rows";
import { changedFields } from "@/components/form/use-verb-form";
import { refineExpiry } from "@/lib/contracts/key/fields";
import { type SurfaceKeyView, surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import type { SurfaceKeyForm } from "@/lib/contracts/surface-key/screen";
import { idPattern } from "@/lib/core/ids";
import { nameIn, type SurfaceLimits, surfaceLimits } from "@/lib/core/windows";
import type { Environment } from "@/lib/policy/roles";
import type { Place } from "./surface-key-client";

/** What the forms hold; a blank limit is null, which is none. */
export type SurfaceKeyValues = SurfaceLimits<number | null> & {
  name: string;
  environment: Environment;
  scoped: boolean;
  /** Kept while "All capabilities" is chosen, so that a change of mind loses nothing. */
  scopes: string[];
  allowedIps: string[];
  expiresAt: string | null;
  /** The external id of the customer, or its own where it has none. */
  customer: string;
  integration: string;
  metadata: PairRow[];
};

type CreateInput = z.input<typeof surfaceKeyContracts.create.input>;
type UpdateInput = z.input<typeof surfaceKeyContracts.update.input>;

/** A new key is for certain capabilities unless someone decides otherwise. */
export function emptyValues({ capabilities, environment, limits }: SurfaceKeyForm) {
  const open = capabilities.filter(({ enabled }) => enabled);
  return {
    name: "",
    environment,
    scoped: open.length > 0,
    scopes: open.length === 1 ? open.map(({ id }) => id) : [],
    ...surfaceLimits((each) => limits[nameIn("defaultPer", each)]),
    allowedIps: [],
    expiresAt: null,
    customer: "",
    integration: "",
    metadata: [],
  } satisfies SurfaceKeyValues;
}

export function valuesOf(key: SurfaceKeyView): SurfaceKeyValues {
  const { environment, scoped, scopes, allowedIps, expiresAt } = key;
  return {
    name: key.name ?? "",
    environment,
    scoped,
    scopes: [...scopes],
    ...surfaceLimits((_, name) => key[name]),
    allowedIps: [...allowedIps],
    expiresAt,
    customer: key.customer ?? key.customerId ?? "",
    integration: key.integration ?? "",
    metadata: rowsOf(key.metadata),
  };
}

export const formValues = z.custom<SurfaceKeyValues>().superRefine(({ metadata }, context) => {
  const message = rowsProblem(metadata);
  if (message) context.addIssue({ code: "custom", path: ["metadata"], message });
});

/** A customer by the id that is ours, or by the one that is theirs. */
function customerOf(text: string) {
  if (text === "") return { customerId: null };
  return idPattern("customer").test(text) ? { customerId: text } : { customer: text };
}

export function sentOf(values: SurfaceKeyValues, stored: SurfaceKeyView["metadata"]) {
  const { name, customer, integration, metadata, scopes, ...rest } = values;
  return {
    ...rest,
    name: name.trim() || null,
    scopes: rest.scoped ? scopes : [],
    ...customerOf(customer.trim()),
    integration: integration.trim() || null,
    metadata: metadataOf(metadata, stored),
  };
}

/** The values of a new key as the verb takes them. */
export function newKeySchema(place: Place) {
  return formValues
    .transform((given): CreateInput => ({ ...place, ...sentOf(given, null) }))
    .pipe(surfaceKeyContracts.create.input);
}

/** Only what differs from the key as it was read: what is untouched is not judged again. */
export function editedKeySchema(place: Place, key: SurfaceKeyView) {
  const before = sentOf(valuesOf(key), key.metadata);
  return formValues
    .transform((given): UpdateInput => {
      const after = sentOf(given, key.metadata);
      const changed = changedFields(before, after);
      const isRescoped = "scopes" in changed || "scoped" in changed;
      return {
        ...place,
        keyId: key.id,
        revision: key.revision,
        ...changed,
        ...(isRescoped && { scopes: after.scopes, scoped: after.scoped }),
      };
    })
    .pipe(surfaceKeyContracts.update.input.superRefine(refineExpiry));
}
