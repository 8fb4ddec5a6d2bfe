import { z } from "zod";
import { Collection, optional } from "@/lib/contracts/collection";
import {
  changeFields,
  idField,
  lineField,
  pageQuery,
  pathId,
  textField,
  upTo,
} from "@/lib/contracts/fields";
import { storedObject } from "@/lib/contracts/json-field";
import { keyMetadataField, limitField } from "@/lib/contracts/key/fields";
import { QUOTA_MODES, unitsField } from "@/lib/contracts/plan/contracts";
import { pendingOf, spendCapField } from "@/lib/contracts/plan/money";
import { CUSTOMER_STATUSES } from "@/lib/core/customers";
import { perWindow, WINDOW_NAMES } from "@/lib/core/windows";

/** As the plan says, none whatever it says, or another one. */
const override = <Value extends z.ZodType>(value: Value, what = "a whole number") =>
  z
    .union([value, z.literal("unlimited")], { error: `Enter ${what}, or "unlimited".` })
    .nullable()
    .default(null);

const limits = z.strictObject(perWindow("per", WINDOW_NAMES, () => override(limitField))).meta({
  id: "CustomerLimits",
  description:
    "Requests of all its keys together. Null is as its plan says, `unlimited` is no limit.",
});

const quota = z
  .strictObject({
    unitsPerMonth: override(unitsField),
    mode: z.enum(QUOTA_MODES).nullable().default(null),
  })
  .meta({
    id: "CustomerQuota",
    description:
      "Units per calendar month in UTC. Null is as its plan says, `unlimited` is no quota.",
  });

const spendCapPerMonth = override(spendCapField, 'an amount such as "50.00"').unwrap().meta({
  description:
    "What it may spend in a calendar month in UTC. Null is as its plan says, `unlimited` is no cap. People set it who may write plans.",
});

/** The organization's own id of a customer, in Unicode form C. */
export const externalIdField = upTo(z.string().min(1, "Enter a value."), 255)
  .refine((text) => text.trim() === text, "Blanks at the beginning or end are not allowed.")
  .pipe(lineField(255))
  .overwrite((text) => text.normalize("NFC"));

export const customerView = z
  .object({
    id: z.string(),
    name: z.string(),
    externalId: z.string().nullable(),
    status: z.enum(CUSTOMER_STATUSES),
    planId: z.string().nullable(),
    limits,
    quota,
    spendCapPerMonth,
    pending: pendingOf({ planId: z.string().nullable() }),
    metadata: storedObject.nullable(),
    notes: z.string().nullable(),
    ...changeFields,
  })
  .meta({ id: "Customer" });

const fields = {
  name: lineField(255, "a name"),
  externalId: externalIdField.nullable().meta({
    description: "Your own id of the customer. Unique, compared with its letter case.",
  }),
  planId: idField("plan").nullable(),
  limits,
  quota,
  spendCapPerMonth,
  metadata: keyMetadataField.nullable(),
  notes: textField(2_000).nullable(),
};

export const customers = new Collection({
  name: "customer",
  tag: "Customers",
  scope: "CUSTOMERS",
  path: "/v1/customers",
  nouns: ["a customer", "customers"],
  within: {},
  one: { id: pathId },
  view: customerView,
});

export const customerContracts = {
  list: customers.list({
    fields: {
      ...pageQuery,
      status: z.enum(CUSTOMER_STATUSES).optional().meta({
        description: "Customers that are active or suspended.",
      }),
      planId: idField("plan").optional().meta({ description: "Customers on this plan." }),
      externalId: externalIdField.optional().meta({ description: "The one with this id." }),
    },
    description: "Newest first. `search` matches names and external ids.",
  }),

  create: customers.create({
    fields: {
      name: fields.name,
      externalId: fields.externalId.default(null),
      planId: fields.planId.default(null),
      limits: limits.prefault({}),
      quota: quota.prefault({}),
      spendCapPerMonth: spendCapPerMonth.default(null),
      metadata: fields.metadata.default(null),
      notes: fields.notes.default(null),
    },
    description: "External ids are unique.",
    errors: ["conflict"],
  }),

  get: customers.get({ description: "With its plan, and what it has in place of it." }),

  update: customers.update({
    fields: { ...optional(fields), status: z.enum(CUSTOMER_STATUSES).optional() },
    description:
      "Updates the given fields, effective immediately for all its keys. `status` suspends and resumes: the keys of a suspended customer are refused with 403. Another plan limits it at once, and prices it from the next 00:00 UTC on, as `pending` shows; the first one prices at once. Limits, quota and metadata are replaced as a whole.",
  }),

  delete: customers.remove({
    description: "Final. Refused while it has keys that are not revoked.",
    errors: ["conflict"],
  }),
};

export type CustomerView = z.output<typeof customerView>;
