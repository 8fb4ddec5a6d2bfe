import { z } from "zod";
import { metadataOf, rowsOf, rowsProblem } from "@/components/form/metadata-rows";
import type { PairRow } from "@/components/form/pair-rows";
import { changedFields } from "@/components/form/use-verb-form";
import { type CustomerView, customerContracts } from "@/lib/contracts/customer/contracts";
import { limitField } from "@/lib/contracts/key/fields";
import { unitsField } from "@/lib/contracts/plan/contracts";
import { spendCapField } from "@/lib/contracts/plan/money";
import type { LimitName } from "./in-effect";

/** What is chosen for a limit, and the number of one's own, which a change of mind leaves. */
type LimitChoice = "plan" | "none" | "own";

type Limits = Record<LimitName, LimitChoice> & {
  [Name in LimitName as `${Name}Own`]: number | null;
};

export type CustomerValues = Limits & {
  name: string;
  externalId: string;
  /** Empty for none. */
  planId: string;
  mode: "plan" | "hard" | "soft";
  spendCap: LimitChoice;
  spendCapOwn: string;
  notes: string;
  metadata: PairRow[];
};

type CreateInput = z.input<typeof customerContracts.create.input>;
type UpdateInput = z.input<typeof customerContracts.update.input>;

export const NEW_CUSTOMER: CustomerValues = {
  name: "",
  externalId: "",
  planId: "",
  perMinute: "plan",
  perMinuteOwn: null,
  perHour: "plan",
  perHourOwn: null,
  perDay: "plan",
  perDayOwn: null,
  unitsPerMonth: "plan",
  unitsPerMonthOwn: null,
  mode: "plan",
  spendCap: "plan",
  spendCapOwn: "",
  notes: "",
  metadata: [],
};

/** Where the server's issues of a field begin, when that is not its name. */
export const CUSTOMER_PATHS = {
  perMinuteOwn: "limits.perMinute",
  perHourOwn: "limits.perHour",
  perDayOwn: "limits.perDay",
  unitsPerMonthOwn: "quota.unitsPerMonth",
  mode: "quota.mode",
  spendCapOwn: "spendCapPerMonth",
} as const;

type Stored = number | string | null;

function choiceOf(stored: Stored): LimitChoice {
  if (stored === null) return "plan";
  return stored === "unlimited" ? "none" : "own";
}

const ownOf = (stored: Stored) => (typeof stored === "number" ? stored : null);

export function customerValues(customer: CustomerView): CustomerValues {
  const { name, externalId, planId, limits, quota, notes, metadata } = customer;
  const { spendCapPerMonth } = customer;
  const spendCap = choiceOf(spendCapPerMonth);
  return {
    name,
    externalId: externalId ?? "",
    planId: planId ?? "",
    perMinute: choiceOf(limits.perMinute),
    perMinuteOwn: ownOf(limits.perMinute),
    perHour: choiceOf(limits.perHour),
    perHourOwn: ownOf(limits.perHour),
    perDay: choiceOf(limits.perDay),
    perDayOwn: ownOf(limits.perDay),
    unitsPerMonth: choiceOf(quota.unitsPerMonth),
    unitsPerMonthOwn: ownOf(quota.unitsPerMonth),
    mode: quota.mode ?? "plan",
    spendCap,
    spendCapOwn: spendCap === "own" ? (spendCapPerMonth ?? "") : "",
    notes: notes ?? "",
    metadata: rowsOf(metadata),
  };
}

const { name, externalId, notes } = customerContracts.create.input.shape;

const FIELDS = [
  ["perMinute", "perMinuteOwn", limitField],
  ["perHour", "perHourOwn", limitField],
  ["perDay", "perDayOwn", limitField],
  ["unitsPerMonth", "unitsPerMonthOwn", unitsField],
] as const;

/** The issues of each field beside it: those of a schema of the verb stand at its own paths. */
const formValues = z.custom<CustomerValues>().superRefine((values, context) => {
  const say = (path: string, message: string | undefined) =>
    message && context.addIssue({ code: "custom", path: [path], message });
  const judge = (path: string, schema: z.ZodType, value: unknown) =>
    say(path, schema.safeParse(value).error?.issues[0]?.message);
  judge("name", name, values.name);
  judge("externalId", externalId, values.externalId.trim() || null);
  judge("notes", notes, values.notes.trim() || null);
  for (const [choice, own, schema] of FIELDS) {
    if (values[choice] !== "own") continue;
    if (values[own] === null) say(own, "Enter a whole number.");
    else judge(own, schema, values[own]);
  }
  if (values.spendCap === "own") judge("spendCapOwn", spendCapField, values.spendCapOwn.trim());
  say("metadata", rowsProblem(values.metadata));
});

function sentOf(values: CustomerValues, stored: CustomerView["metadata"]) {
  const said = <Own>(choice: LimitChoice, own: Own) =>
    choice === "own" ? own : choice === "none" ? ("unlimited" as const) : null;
  return {
    name: values.name,
    externalId: values.externalId.trim() || null,
    planId: values.planId || null,
    limits: {
      perMinute: said(values.perMinute, values.perMinuteOwn),
      perHour: said(values.perHour, values.perHourOwn),
      perDay: said(values.perDay, values.perDayOwn),
    },
    quota: {
      unitsPerMonth: said(values.unitsPerMonth, values.unitsPerMonthOwn),
      mode: values.mode === "plan" ? null : values.mode,
    },
    spendCapPerMonth: said(values.spendCap, values.spendCapOwn.trim()),
    notes: values.notes.trim() || null,
    metadata: metadataOf(values.metadata, stored),
  };
}

export const newCustomerSchema = formValues
  .transform((values): CreateInput => sentOf(values, null))
  .pipe(customerContracts.create.input);

/** Only what differs from the customer as it was read. */
export function editedCustomerSchema(customer: CustomerView) {
  const before = sentOf(customerValues(customer), customer.metadata);
  return formValues
    .transform((values): UpdateInput => {
      const changed = changedFields(before, sentOf(values, customer.metadata));
      return { id: customer.id, revision: customer.revision, ...changed };
    })
    .pipe(customerContracts.update.input);
}
