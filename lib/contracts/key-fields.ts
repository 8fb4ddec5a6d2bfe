import { z } from "zod";
import { jsonObjectField } from "@/lib/contracts/json-field";
import { clock } from "@/lib/core/clock";
import { ipRangeProblem } from "@/lib/core/ip-range";
import { expandScope } from "@/lib/policy/scopes";

const MOST_PERMISSIONS = 100;
const MOST_ADDRESSES = 100;
const LONGEST_LIFE_YEARS = 10;
const MOST_CAPABILITIES = 500;
const LARGEST_METADATA = 4_096;
const DEEPEST_METADATA = 4;
const LARGEST_LIMIT = 2_147_483_647;

/** What an organization notes of a key, for its own bookkeeping. */
export const keyMetadataField = jsonObjectField(LARGEST_METADATA, DEEPEST_METADATA);

/** An entry of a list. What is longer is not said back. */
const listedField = z.string().max(64, { error: "Use at most 64 characters.", abort: true });

/** Scopes of a key: known, each once, at least one. */
export const permissionsField = z
  .array(listedField)
  .min(1, { error: "Choose at least one permission.", abort: true })
  .max(MOST_PERMISSIONS, { error: `Choose at most ${MOST_PERMISSIONS} permissions.`, abort: true })
  .superRefine((scopes, context) => {
    refineEach(scopes, context, (scope) =>
      expandScope(scope) ? undefined : `${scope} is not a permission that a key can hold.`,
    );
  });

/** Ids of capabilities, each once; none stands for all of them. */
export const capabilityScopesField = z
  .array(listedField)
  .max(MOST_CAPABILITIES, {
    error: `Choose at most ${MOST_CAPABILITIES} capabilities.`,
    abort: true,
  })
  .superRefine((ids, context) => refineEach(ids, context, () => undefined));

/** Addresses and CIDR ranges in canonical form, each once; empty allows every address. */
export const allowedIpsField = z
  .array(listedField)
  .max(MOST_ADDRESSES, { error: `Give at most ${MOST_ADDRESSES} addresses.`, abort: true })
  .superRefine((ranges, context) => refineEach(ranges, context, ipRangeProblem));

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

/** Requests per window. */
export const limitField = z
  .int({ error: "Enter a whole number.", abort: true })
  .min(1, "Allow at least 1 request.")
  .max(LARGEST_LIMIT, `Allow at most ${LARGEST_LIMIT} requests.`);

/** A moment in the future, at most ten years from now; any offset is read and kept as UTC. */
export const expiresAtField = z.iso
  .datetime({
    offset: true,
    error: "Not a date and time as 2026-01-31T00:00:00Z.",
    abort: true,
  })
  .superRefine((value, context) => {
    const message = expiryProblem(new Date(value));
    if (message) context.addIssue({ code: "custom", message });
  });

function expiryProblem(moment: Date): string | undefined {
  const now = clock.now();
  if (moment <= now) return "The expiration date is in the past.";
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + LONGEST_LIFE_YEARS);
  return moment > latest
    ? `Choose a date within ${LONGEST_LIFE_YEARS} years, or no expiration.`
    : undefined;
}
