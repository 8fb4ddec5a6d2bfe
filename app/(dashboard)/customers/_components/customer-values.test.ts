import { describe, expect, it } from "vitest";
import type { CustomerView } from "@/lib/contracts/customer/contracts";
import {
  customerValues,
  editedCustomerSchema,
  NEW_CUSTOMER,
  newCustomerSchema,
} from "./customer-values";

const CUSTOMER: CustomerView = {
  id: "cus_01kadxq9s5fh6x0r7v9k3m2wqa",
  name: "Acme Corp",
  externalId: "acme",
  status: "active",
  planId: null,
  limits: { perMinute: 60, perHour: null, perDay: "unlimited" },
  quota: { unitsPerMonth: null, mode: "soft" },
  spendCapPerMonth: null,
  pending: null,
  metadata: { seats: 12 },
  notes: null,
  revision: 3,
  createdAt: "2026-01-15T09:30:00.000Z",
  updatedAt: "2026-01-15T09:30:00.000Z",
};

const issuesOf = (values: object) =>
  newCustomerSchema
    .safeParse({ ...NEW_CUSTOMER, name: "Acme", ...values })
    .error?.issues.map(({ path, message }) => [path.join("."), message]);

describe("a new customer", () => {
  it("is sent with what the form says: as the plan, none, or a number of its own", () => {
    const typed = {
      ...NEW_CUSTOMER,
      name: " Acme ",
      externalId: " acme ",
      perMinute: "own" as const,
      perMinuteOwn: 60,
      perDay: "none" as const,
      mode: "soft" as const,
    };
    expect(newCustomerSchema.parse(typed)).toMatchObject({
      name: "Acme",
      externalId: "acme",
      planId: null,
      limits: { perMinute: 60, perHour: null, perDay: "unlimited" },
      quota: { unitsPerMonth: null, mode: "soft" },
      spendCapPerMonth: null,
      metadata: null,
      notes: null,
    });
  });

  it("is refused with the reason beside the field", () => {
    expect(issuesOf({ name: " " })).toEqual([["name", "Enter a name."]]);
    const price = "Enter an amount such as 0.002, with at most 6 decimal places.";
    expect(issuesOf({ spendCap: "own", spendCapOwn: "1e3" })).toEqual([["spendCapOwn", price]]);
    expect(issuesOf({ externalId: "x".repeat(256) })).toEqual([
      ["externalId", "Use at most 255 characters."],
    ]);
    expect(issuesOf({ perHour: "own", perHourOwn: null })).toEqual([
      ["perHourOwn", "Enter a whole number."],
    ]);
    expect(issuesOf({ perHour: "own", perHourOwn: 0 })).toEqual([
      ["perHourOwn", "Allow at least 1 request."],
    ]);
  });

  it("is not judged by a number that is no longer chosen", () => {
    expect(issuesOf({ perHour: "plan", perHourOwn: 0 })).toBeUndefined();
    expect(issuesOf({ unitsPerMonth: "own", unitsPerMonthOwn: 0 })).toBeUndefined();
  });
});

describe("a customer that is edited", () => {
  const edited = (change: object) =>
    editedCustomerSchema(CUSTOMER).parse({ ...customerValues(CUSTOMER), ...change });

  it("is sent with its revision and what was changed alone", () => {
    const { id, revision } = CUSTOMER;
    expect(edited({})).toEqual({ id, revision });
    expect(edited({ name: "Acme" })).toEqual({ id, revision, name: "Acme" });
  });

  it("is sent with its limits as a whole once one of them is changed", () => {
    expect(edited({ perHour: "own", perHourOwn: 500 })).toMatchObject({
      limits: { perMinute: 60, perHour: 500, perDay: "unlimited" },
    });
  });
});
