import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { idField, nullableTimestamp, pageQuery, pathId, timestamp } from "@/lib/contracts/fields";
import { CUSTOMER_SORTS, CUSTOMER_STATUSES } from "@/lib/core/customers";
import { KEY_STATUSES } from "@/lib/core/keys";
import { OUTCOMES } from "@/lib/core/outcome";
import { perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { customers, customerView, externalIdField } from "./contracts";

const named = z.object({ id: z.string(), name: z.string() });

const row = customerView.extend({
  plan: named.nullable(),
  /** Those that are not revoked. */
  keyCount: z.int(),
  /** By calendar month in UTC. */
  requestsThisMonth: z.int(),
  requestsLastMonth: z.int(),
  /** What it owes for the calls of this month. */
  spendThisMonth: z.string(),
  /** The last accepted call with any of its keys. */
  lastSeenAt: nullableTimestamp,
});

export type CustomerRow = z.output<typeof row>;

/** Where a key is shown; null once its surface is gone. */
const surface = z.object({ productId: z.string(), surfaceId: z.string() }).nullable();

const keyOfCustomer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  integration: z.string().nullable(),
  kind: z.enum(["platform", "surface"]),
  surface,
  surfaceName: z.string().nullable(),
  keyPrefix: z.string(),
  lastFour: z.string(),
  environment: z.enum(ENVIRONMENTS),
  status: z.enum(KEY_STATUSES),
  statusReason: z.enum(OUTCOMES).nullable(),
  lastUsedAt: nullableTimestamp,
  lastUsedFrom: z.string().nullable(),
});

export type KeyOfCustomer = z.output<typeof keyOfCustomer>;

const keyInUse = z.object({
  id: z.string(),
  name: z.string().nullable(),
  maskedKey: z.string(),
  environment: z.enum(ENVIRONMENTS),
  kind: z.enum(["platform", "surface"]),
  surface,
  requests: z.int(),
});

const alike = z.object({ id: z.string(), name: z.string(), externalId: z.string() });

const ofLabel = alike.extend({
  /** The labels that keys had. */
  labels: z.array(z.string()),
  status: z.enum(CUSTOMER_STATUSES),
  plan: named.nullable(),
  keyCount: z.int(),
  lastSeenAt: nullableTimestamp,
});

export type CustomerOfLabel = z.output<typeof ofLabel>;

const used = z.object({ used: z.int(), resetsAt: timestamp });

const MAX_MERGED = 50;

export const customerScreens = {
  table: defineContract({
    ...customers.read("customer.table"),
    input: z.strictObject({
      ...pageQuery,
      status: z.enum(CUSTOMER_STATUSES).optional(),
      planId: idField("plan").optional(),
      sort: z.enum(CUSTOMER_SORTS).default("createdAt"),
      direction: z.enum(["asc", "desc"]).default("desc"),
    }),
    output: z.object({
      customers: z.array(row),
      nextCursor: z.string().nullable(),
      /** Whether any of the organization was made from a label of keys. */
      hasLabels: z.boolean(),
      currency: z.string(),
    }),
  }),

  overview: defineContract({
    ...customers.read("customer.overview"),
    input: z.strictObject({ id: pathId }),
    output: z.object({
      customer: customerView,
      /** The last used first, as many as a page shows. */
      keys: z.array(keyOfCustomer),
      keyCount: z.int(),
      livingKeys: z.int(),
      lastSeenAt: nullableTimestamp,
      used: z.object({ ...perWindow("per", WINDOW_NAMES, () => used), unitsPerMonth: used }),
      usage: z.object({
        from: timestamp,
        to: timestamp,
        /** Of UTC days; those without requests are left out. */
        days: z.array(
          z.object({
            at: timestamp,
            requests: z.int(),
            outcomes: z.partialRecord(z.enum(OUTCOMES), z.int()),
          }),
        ),
      }),
      money: z.object({
        currency: z.string(),
        /** Of this month, with what is reserved for calls under way. */
        spent: z.string(),
        owed: z.string(),
        /** What it will owe for this month, at the pace of the last days. */
        forecast: z.string(),
        /** By whose prices it is billed now. */
        planId: z.string().nullable(),
        /** Months that have a statement, the last first. */
        months: z.array(z.string()),
      }),
      /** Where it can be given a key. */
      surfaces: z.array(named.extend({ productId: z.string(), productName: z.string() })),
    }),
  }),

  /** What stops when it is suspended, and what keeps it from being deleted. */
  impact: defineContract({
    ...customers.read("customer.impact"),
    input: z.strictObject({ id: pathId }),
    output: z.object({
      /** Keys that are not revoked. */
      living: z.int(),
      /** Those of them that can call now. */
      callable: z.int(),
      /** Those of them that were let in during the last 24 hours. */
      used: z.int(),
      /** The busiest of the living ones. */
      keys: z.array(keyInUse),
    }),
  }),

  /** Customers whose external id is the same but for letter case and Unicode form. */
  alike: defineContract({
    ...customers.read("customer.alike"),
    input: z.strictObject({ text: externalIdField }),
    output: z.object({ customers: z.array(alike) }),
  }),

  labels: defineContract({
    ...customers.read("customer.labels"),
    input: z.strictObject(pageQuery),
    output: z.object({
      /** Those that are alike but for letter case, the most keys first in each. */
      groups: z.array(z.array(ofLabel)),
      customers: z.array(ofLabel),
      nextCursor: z.string().nullable(),
    }),
  }),

  merge: defineContract({
    ...customers.write("customer.merge"),
    input: z.strictObject({
      id: pathId,
      /** Those whose keys move to it, and that are deleted. */
      customerIds: z
        .array(idField("customer"))
        .min(1, "Choose at least one customer.")
        .max(MAX_MERGED, `Merge at most ${MAX_MERGED} customers at once.`)
        .meta({ uniqueItems: true }),
    }),
    output: z.object({ id: z.string(), movedKeys: z.int(), deleted: z.array(z.string()) }),
  }),
};

export type CustomerTable = z.output<typeof customerScreens.table.output>;
export type CustomerOverview = z.output<typeof customerScreens.overview.output>;
export type CustomerImpact = z.output<typeof customerScreens.impact.output>;
export type CustomerLabels = z.output<typeof customerScreens.labels.output>;
