import type { Page } from "@playwright/test";
import { storeCustomer, storePlan } from "./support/customers";
import { signUp } from "./support/people";
import { read, testTypedForms } from "./support/typed-forms";

const NAME = { field: "Name", typed: "", error: /Enter a name/ } as const;
const WHOLE = /Enter a whole number/;
const TOO_LONG = { typed: "x".repeat(256), error: /at most 255/ };

type Kept = {
  name: string;
  externalId: string;
  limits: object;
  quota: object;
  spendCapPerMonth: string;
};

async function customersOf(page: Page) {
  const { data } = await read(page, "/v1/customers");
  return data.map(
    ({
      name,
      externalId,
      limits: { perHour },
      spendCapPerMonth,
    }: Kept & { limits: { perHour: unknown } }) => ({
      name,
      externalId,
      perHour,
      spendCapPerMonth,
    }),
  );
}

async function plansOf(page: Page) {
  const { data } = await read(page, "/v1/plans");
  return data.map(({ name, limits, quota, spendCapPerMonth }: Kept) => ({
    name,
    limits,
    quota,
    spendCapPerMonth,
  }));
}

/** A limit of its own takes a number, and a cap an amount. */
async function ownHourlyLimit(page: Page) {
  const form = page.getByRole("dialog");
  await form.getByLabel("Requests per hour", { exact: true }).click();
  await page.getByRole("option", { name: "Own limit" }).click();
  await form.getByLabel("Spend cap per month", { exact: true }).click();
  await page.getByRole("option", { name: "Own cap" }).click();
  return form;
}

const OWN_LIMIT = { field: "Own limit: requests per hour", typed: "1e3", error: WHOLE } as const;

const AMOUNT = { typed: "1e3", error: /at most 6 decimal places/ } as const;
const OWN_CAP = { field: "Own cap, in USD", ...AMOUNT, finish: "7.5" } as const;

const PLAN_LIMITS = [
  { field: "Requests per minute", typed: "1e3", error: WHOLE, finish: "10" },
  { field: "Requests per hour", typed: "5o", error: WHOLE, finish: "50" },
  { field: "Requests per day", typed: "0", error: /at least 1/, finish: "500" },
  { field: "Units per month", typed: "9k", error: WHOLE, finish: "9000" },
  { field: "Spend cap per month, in USD", ...AMOUNT, finish: "20.5" },
] as const;

const SAVED_PLAN = {
  limits: { perMinute: 10, perHour: 50, perDay: 500 },
  quota: { unitsPerMonth: 9_000, mode: "hard" },
  spendCapPerMonth: "20.5",
};

testTypedForms("customers and plans", [
  {
    file: "app/(dashboard)/customers/_components/customer-form-dialogs.tsx",
    save: "Create",
    open: async (page) => {
      await signUp(page, "/customers?dialog=create");
      return { form: await ownHourlyLimit(page), kept: () => customersOf(page) };
    },
    entries: [
      { ...NAME, finish: "Acme" },
      { field: "External id", ...TOO_LONG, finish: "acme" },
      { ...OWN_LIMIT, finish: "1000" },
      OWN_CAP,
    ],
    saved: [{ name: "Acme", externalId: "acme", perHour: 1_000, spendCapPerMonth: "7.5" }],
  },
  {
    file: "app/(dashboard)/customers/_components/customer-form-dialogs.tsx",
    save: "Save",
    open: async (page) => {
      await signUp(page, null);
      const { id } = await storeCustomer(page, { name: "Globex", externalId: "gx" });
      await page.goto(`/customers/${id}`);
      await page.getByRole("button", { name: "Edit", exact: true }).click();
      return { form: await ownHourlyLimit(page), kept: () => customersOf(page) };
    },
    entries: [
      { ...NAME, finish: "Acme" },
      { field: "External id", ...TOO_LONG, finish: "acme" },
      { ...OWN_LIMIT, finish: "1000" },
      OWN_CAP,
    ],
    saved: [{ name: "Acme", externalId: "acme", perHour: 1_000, spendCapPerMonth: "7.5" }],
  },
  {
    file: "app/(dashboard)/plans/_components/plan-form-dialogs.tsx",
    save: "Create",
    open: async (page) => {
      await signUp(page, "/plans?dialog=create");
      return { form: page.getByRole("dialog"), kept: () => plansOf(page) };
    },
    entries: [{ ...NAME, finish: "Pro" }, ...PLAN_LIMITS],
    saved: [{ name: "Pro", ...SAVED_PLAN }],
  },
  {
    file: "app/(dashboard)/plans/_components/plan-form-dialogs.tsx",
    save: "Save",
    open: async (page) => {
      await signUp(page, null);
      const { id } = await storePlan(page, { name: "Free" });
      await page.goto(`/plans/${id}`);
      await page.getByRole("button", { name: "Edit", exact: true }).click();
      return { form: page.getByRole("dialog"), kept: () => plansOf(page) };
    },
    entries: [{ ...NAME, finish: "Pro" }, ...PLAN_LIMITS],
    saved: [{ name: "Pro", ...SAVED_PLAN }],
  },
]);
