import { z } from "zod";
import { Collection, optional } from "@/lib/contracts/collection";
import { changeFields, lineField, pageQuery, pathId } from "@/lib/contracts/fields";
import { limitField } from "@/lib/contracts/key/fields";
import { pendingOf, pricesField, spendCapField } from "@/lib/contracts/plan/money";
import { perWindow, WINDOW_NAMES } from "@/lib/core/windows";

export const QUOTA_MODES = ["hard", "soft"] as const;

/** Units of a month. */
export const unitsField = z
  .int({ error: "Enter a whole number.", abort: true })
  .min(0, "Enter 0 or more.")
  .max(Number.MAX_SAFE_INTEGER, `Allow at most ${Number.MAX_SAFE_INTEGER} units.`);

const limits = z
  .strictObject(perWindow("per", WINDOW_NAMES, () => limitField.nullable().default(null)))
  .meta({
    id: "PlanLimits",
    description: "Requests of all keys of a customer together. Null is no limit.",
  });

const quota = z
  .strictObject({
    unitsPerMonth: unitsField.nullable().default(null),
    mode: z.enum(QUOTA_MODES).default("hard"),
  })
  .meta({
    id: "PlanQuota",
    description:
      "Units per calendar month in UTC; null is no quota. Calls over a hard quota are refused, those over a soft one are let in and marked.",
  });

const spendCapPerMonth = spendCapField.nullable().meta({
  description: "What a customer may spend in a calendar month in UTC. Null is no cap.",
});

const billFailed = z.boolean().meta({ description: "Whether calls that fail are billed." });

const prices = pricesField.meta({
  description:
    "What units are sold for, by capability; what is not in it is free. Only in answers to those who may see prices. The first table counts at once, a later one from the next 00:00 UTC on.",
});

export const planView = z
  .object({
    id: z.string(),
    name: z.string(),
    limits,
    quota,
    spendCapPerMonth,
    billFailed,
    prices: prices.optional(),
    currency: z.string().meta({ description: "ISO 4217. That of the organization." }),
    pending: pendingOf({ billFailed, prices: prices.optional() }),
    ...changeFields,
  })
  .meta({ id: "Plan" });

const fields = {
  name: lineField(255, "a name"),
  limits,
  quota,
  spendCapPerMonth,
  billFailed,
  prices,
};

export const plans = new Collection({
  name: "plan",
  tag: "Plans",
  scope: "CUSTOMERS",
  path: "/v1/plans",
  nouns: ["a plan", "plans"],
  within: {},
  one: { id: pathId },
  view: planView,
});

/** Plans are read with customers, and written by people who may say what customers are sold. */
const written = { need: { permission: "PLANS:WRITE" } } as const;

export const planContracts = {
  list: plans.list({ fields: pageQuery, description: "Newest first. `search` matches names." }),

  create: {
    ...plans.create({
      fields: {
        ...fields,
        limits: limits.prefault({}),
        quota: quota.prefault({}),
        spendCapPerMonth: spendCapPerMonth.default(null),
        billFailed: billFailed.default(false),
        prices: prices.default([]),
      },
      description: "Names are unique.",
      errors: ["conflict"],
    }),
    ...written,
  },

  get: plans.get({ description: "With its limits, quota and prices." }),

  update: {
    ...plans.update({
      fields: optional(fields),
      description:
        "Updates the given fields, effective immediately for all its customers. `prices` and `billFailed` count from the next 00:00 UTC on, as `pending` shows; the first prices count at once. Limits, quota and prices are replaced as a whole.",
    }),
    ...written,
  },

  delete: {
    ...plans.remove({
      description: "Final. Refused while customers are on it.",
      errors: ["conflict"],
    }),
    ...written,
  },
};

export type PlanView = z.output<typeof planView>;
