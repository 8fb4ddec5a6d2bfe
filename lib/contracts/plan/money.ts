import { z } from "zod";
import { idField, timestamp } from "@/lib/contracts/fields";
import { AMOUNT_PATTERN, formatAmount, parseAmount } from "@/lib/core/money";

/** A decimal of the organization's currency, at most `most` millionths. */
function amountField(most: bigint) {
  return z
    .string({ error: 'Enter an amount as a text, such as "0.002".' })
    .regex(new RegExp(AMOUNT_PATTERN), {
      error: "Enter an amount such as 0.002, with at most 6 decimal places.",
      abort: true,
    })
    .refine(
      (text) => (parseAmount(text) ?? most + 1n) <= most,
      `Use at most ${formatAmount(most)}.`,
    )
    .overwrite((text) => formatAmount(parseAmount(text) ?? 0n));
}

const MAX_UNIT_PRICE = 1_000_000_000n;
const MAX_SPEND_CAP = 999_999_999_000_000n;

/** What a unit or a call is sold for, or costs. */
export const unitAmountField = amountField(MAX_UNIT_PRICE);
export const spendCapField = amountField(MAX_SPEND_CAP);

const MAX_TIERS = 20;
const MAX_PRICES = 500;

const tier = z
  .strictObject({
    upTo: z
      .int({ error: "Enter a whole number, or null for the last tier.", abort: true })
      .min(1, "Enter 1 or more.")
      .max(Number.MAX_SAFE_INTEGER)
      .nullable()
      .meta({ description: "The last unit of a month in this tier. Null on the last tier." }),
    unitPrice: unitAmountField,
  })
  .meta({ id: "PriceTier" });

export type PriceTier = z.output<typeof tier>;

/** Tiers lie end to end from the first unit of a month on, so they have no holes and no overlaps. */
const tiers = z
  .array(tier)
  .min(1, "Give at least one tier.")
  .max(MAX_TIERS, `Use at most ${MAX_TIERS} tiers.`)
  .superRefine((all, context) => {
    for (const [index, { upTo }] of all.entries()) {
      const isLast = index === all.length - 1;
      const before = all[index - 1]?.upTo ?? 0;
      const message =
        isLast === (upTo === null)
          ? upTo !== null && upTo <= before && `Enter more than ${before}, where this tier begins.`
          : isLast
            ? "The last tier has no end: use null."
            : "Only the last tier may have no end.";
      if (message) context.addIssue({ code: "custom", path: [index, "upTo"], message });
    }
  });

const price = z
  .strictObject({ capabilityId: idField("capability"), tiers })
  .meta({ id: "Price", description: "What the units of a capability are sold for." });

export type Price = z.output<typeof price>;

export const pricesField = z
  .array(price)
  .max(MAX_PRICES, `Price at most ${MAX_PRICES} capabilities.`)
  .superRefine((all, context) => {
    const seen = new Set<string>();
    for (const [index, { capabilityId }] of all.entries()) {
      if (seen.has(capabilityId)) {
        const message = "This capability has a price already.";
        context.addIssue({ code: "custom", path: [index, "capabilityId"], message });
      }
      seen.add(capabilityId);
    }
  });

/** What is to count for money later; null where nothing is. */
export function pendingOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .object({ from: timestamp, ...shape })
    .nullable()
    .meta({ description: "What counts for money from `from` on. Null if nothing changes." });
}
