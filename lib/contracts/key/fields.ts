import { z } from "zod";
import { lineField } from "@/lib/contracts/fields";
import { instantField } from "@/lib/contracts/instant";
import { jsonObjectField } from "@/lib/contracts/json-field";
import { clock } from "@/lib/core/clock";
import { ipRangeProblem } from "@/lib/core/ip-range";
import { expandScope } from "@/lib/policy/scopes";

const MAX_PERMISSIONS = 100;
const MAX_ADDRESSES = 100;
const MAX_LIFETIME_YEARS = 10;
const MAX_CAPABILITIES = 500;
const MAX_METADATA_LENGTH = 4_096;
const MAX_METADATA_DEPTH = 4;
const MAX_LIMIT = 2_147_483_647;

/** What an organization notes of a key, for its own bookkeeping. */
export const keyMetadataField = jsonObjectField(MAX_METADATA_LENGTH, MAX_METADATA_DEPTH);

/** An entry of a list. What is longer is not said back. */
const listedField = z.string().max(64, { error: "Use at most 64 characters.", abort: true });

/** Scopes of a key: known, each once, at least one. */
export const permissionsField = z
  .array(listedField)
  .min(1, { error: "Choose at least one permission.", abort: true })
  .max(MAX_PERMISSIONS, { error: `Choose at most ${MAX_PERMISSIONS} permissions.`, abort: true })
  .superRefine((scopes, context) => {
    refineEach(scopes, context, (scope) =>
      expandScope(scope) ? undefined : `${scope} is not a permission that a key can hold.`,
    );
  })
  .meta({ uniqueItems: true });

/** Ids of capabilities, each once; none stands for all of them. */
export const capabilityScopesField = z
  .array(listedField)
  .max(MAX_CAPABILITIES, {
    error: `Choose at most ${MAX_CAPABILITIES} capabilities.`,
    abort: true,
  })
  .superRefine((ids, context) => refineEach(ids, context, () => undefined))
  .meta({ uniqueItems: true });

/** Addresses and CIDR ranges in canonical form, each once; empty allows every address. */
export const allowedIpsField = z
  .array(listedField)
  .max(MAX_ADDRESSES, { error: `Give at most ${MAX_ADDRESSES} addresses.`, abort: true })
  .superRefine((ranges, context) => refineEach(ranges, context, ipRangeProblem))
  .meta({ uniqueItems: true });

function refineEach(
  values: string[],
  context: z.RefinementCtx<string[]>,
  problemOf: (value: string) => string | undefined,
): void {
  values.forEach((value, index) => {
    const repeated = values.indexOf(value) < index ? `${value} is given twice.` : undefined;
    const message = problemOf(value) ?? repeated;
    if (message) context.addIssue({ code: "custom", path: [index], message });
  });
}

export const revokeReason = lineField(500, "a reason").optional().meta({
  description: "The reason, for people who look at the key later.",
});

/** Requests per window. */
export const limitField = z
  .int({ error: "Enter a whole number.", abort: true })
  .min(1, "Allow at least 1 request.")
  .max(MAX_LIMIT, `Allow at most ${MAX_LIMIT} requests.`);

/** A moment in the future, at most ten years from now. */
export const expiresAtField = instantField.superRefine((value, context) => {
  const message = expiryProblem(new Date(value));
  if (message) context.addIssue({ code: "custom", message });
});

/** For a key that is there: the expiry it has may be sent back though it is past by now. */
export const keptExpiresAtField = instantField.nullable();

/** Why a key cannot be given an expiry. */
export function expiryProblem(moment: Date): string | undefined {
  const now = clock.now();
  if (moment <= now) return "The expiration date is in the past.";
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + MAX_LIFETIME_YEARS);
  return moment > latest
    ? `Choose a date within ${MAX_LIFETIME_YEARS} years, or no expiration.`
    : undefined;
}

/** For a form, which sends the expiry of a key that is there only where a person changed it. */
export function refineExpiry(
  { expiresAt }: { expiresAt?: string | null | undefined },
  context: z.RefinementCtx,
): void {
  const message = expiresAt ? expiryProblem(new Date(expiresAt)) : undefined;
  if (message) context.addIssue({ code: "custom", path: ["expiresAt"], message });
}
