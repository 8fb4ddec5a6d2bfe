import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { DIALOG, expectAccessibleAtWidths } from "./support/accessible";
import { storeCustomer, storePlan } from "./support/customers";
import { query, setRole } from "./support/database";
import { follow } from "./support/follow";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { callCapability, makeSurface, storeSurfaceKey } from "./support/surfaces";

const OFFER = [{ name: "Ask the FAQ", slug: "faq" }];
const TIERS = [
  { upTo: 1, unitPrice: "0" },
  { upTo: null, unitPrice: "0.002" },
];

const month = () => new Date().toISOString().slice(0, 7);
const spendOf = (page: Page) => page.getByRole("region", { name: "Spend this month" });

/** Reads the page again until it shows something: sums follow their calls within seconds. */
async function expectSoon(page: Page, within: () => Locator, text: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(within()).toContainText(text, { timeout: 2_000 });
  }).toPass();
}

test("calls are sold by tiers up to a cap, and stated line by line", async ({ page }) => {
  test.slow();
  await signUp(page, null);
  const surface = await makeSurface(page, OFFER);
  await page.goto("/plans");
  await page.getByRole("button", { name: "Change currency" }).click();
  await page.getByRole("dialog").getByLabel("Currency", { exact: true }).click();
  await page.getByRole("option", { name: "EUR, Euro" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Prices are in EUR.")).toBeVisible();

  await page.getByRole("button", { name: "New Plan" }).click();
  const create = page.getByRole("dialog", { name: "New Plan" });
  await create.getByLabel("Name").fill("Pro");
  await create.getByLabel("Spend cap per month, in EUR").fill("0.005");
  await create.getByRole("button", { name: "Add capability" }).click();
  await create.getByRole("button", { name: "Add tier" }).click();
  await create.getByLabel("Tier 1: up to unit").fill("1");
  await create.getByLabel("Tier 1: EUR a unit").fill("0");
  await create.getByLabel("Tier 2: EUR a unit").fill("0.002");
  await expectAccessibleAtWidths(page, "the form of a plan", DIALOG);
  await create.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Pro" })).toContainText("0.005 EUR");
  await page.getByRole("link", { name: "Pro" }).click();
  const prices = page.getByRole("region", { name: "Prices", exact: true });
  await expect(prices).toContainText("First 1 free, then 0.002 EUR");
  await expect(prices).toContainText("Calls that fail or are refused are not billed.");
  const planId = new URL(page.url()).pathname.split("/").at(-1);

  const { id } = await storeCustomer(page, { name: "Acme", externalId: "acme", planId });
  const { secret } = await storeSurfaceKey(page, surface, {
    name: "Website",
    customer: "acme",
    environment: "production",
  });
  const answers = [];
  for (let n = 0; n < 4; n += 1) answers.push(await callCapability(surface, "faq", secret));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);

  await page.goto(`/customers/${id}`);
  await expect(spendOf(page)).toContainText("0.004 EUR of 0.005 EUR");
  await expectSoon(page, () => spendOf(page), "Owed so far0.004 EUR");
  await page.goto("/customers");
  await expect(page.getByRole("row").filter({ hasText: "Acme" })).toContainText("0.004 EUR");
  await page.goto(`/customers/${id}`);
  await spendOf(page).getByRole("region", { name: "Statements" }).getByRole("link").click();
  await page.waitForURL(`**/statements/${month()}`);
  const lines = page.getByRole("table", { name: "Lines" }).getByRole("row");
  await expect(lines).toHaveText([
    /Capability/,
    /Ask the FAQ.*1100$/,
    /Ask the FAQ.*220\.0020\.004$/,
  ]);
  await expect(page.getByText("0.004 EUR")).toBeVisible();
  await expect(page.getByText("rounded half up")).toBeVisible();
  await expect(page.getByText("Its first month")).toBeVisible();
  await expectAccessibleAtWidths(page, "a statement");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe(`statement-${id}-${month()}.csv`);
  const headers = { Accept: "text/csv" };
  const response = await page.request.get(`/v1/customers/${id}/statements/${month()}`, { headers });
  expect(readFileSync(await file.path(), "utf8")).toBe(await response.text());
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Download JSON" })).toBeHidden();
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("complementary")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("link", { name: "Ask the FAQ" }).first().click();
  await page.waitForURL(/\/usage\?.*capability=cap_/);
});

test("prices are refused beside their fields, count from the next day, and fix the currency", async ({
  page,
}) => {
  await signUp(page, null);
  const { capabilities } = await makeSurface(page, OFFER);
  const prices = [{ capabilityId: capabilities.faq, tiers: TIERS }];
  const plan = await storePlan(page, { name: "Pro", prices });
  await page.goto(`/plans/${plan.id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const edit = page.getByRole("dialog", { name: "Edit Pro" });
  await expect(edit).toContainText(/count from \d+ \w+, 00:00 UTC/);
  await edit.getByRole("button", { name: "Add tier" }).click();
  const second = edit.getByLabel("Tier 2: up to unit");
  const price = edit.getByLabel("Tier 2: USD a unit");
  const save = edit.getByRole("button", { name: "Save" });
  for (const wrong of ["1e3", "1".repeat(30), "0.0000001", "-1", ""]) {
    await price.fill(wrong);
    await save.click();
    await expect(price).toHaveAccessibleDescription(/at most 6 decimal places/);
  }
  await price.fill("5000");
  await save.click();
  await expect(price).toHaveAccessibleDescription(/Use at most 1000\./);
  await price.fill("0.003");
  await save.click();
  await expect(second).toHaveAccessibleDescription(/Only the last tier may have no end/);
  await second.fill("1");
  await save.click();
  await expect(second).toHaveAccessibleDescription(/Enter more than 1, where this tier begins/);
  await second.fill("10");
  await edit.getByLabel("Bill calls that fail").click();
  await save.click();
  await expect(edit).toBeHidden();
  const region = page.getByRole("region", { name: "Prices", exact: true });
  await expect(region.getByRole("table", { name: "Prices in effect" })).toContainText(
    "First 1 free, then 0.002 USD",
  );
  const later = page.getByRole("region", { name: "Prices to come" });
  await expect(later).toContainText(/^From \d+ \w+, 00:00 UTC on/);
  await expect(later).toContainText("First 1 free, then 0.003 USD up to 10, then 0.002 USD");
  await expect(later).toContainText("Calls that fail are billed.");

  await page.goto("/plans");
  await page.getByRole("button", { name: "Change currency" }).click();
  await page.getByRole("dialog").getByLabel("Currency", { exact: true }).click();
  await page.getByRole("option", { name: "EUR, Euro" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("are in USD already, so the currency stays.")).toBeVisible();
});

test("a customer has a cap of its own, and another plan prices it from the next day", async ({
  page,
}) => {
  const { email } = await signUp(page, null);
  const { capabilities } = await makeSurface(page, OFFER);
  const prices = [{ capabilityId: capabilities.faq, tiers: TIERS }];
  const pro = await storePlan(page, { name: "Pro", prices, spendCapPerMonth: "20" });
  await storePlan(page, { name: "Team", prices });
  const { id } = await storeCustomer(page, { name: "Acme", planId: pro.id });
  await page.goto(`/customers/${id}`);
  await expect(spendOf(page)).toContainText("0.00 USD of 20.00 USD");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const edit = page.getByRole("dialog", { name: "Edit Acme" });
  const cap = edit.getByLabel("Spend cap per month", { exact: true });
  await expect(cap).toHaveText("As the plan says: 20.00 USD");
  await cap.click();
  await page.getByRole("option", { name: "Own cap" }).click();
  const own = edit.getByLabel("Own cap, in USD");
  await own.fill("1e9");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(own).toHaveAccessibleDescription(/at most 6 decimal places/);
  await own.fill("7.50");
  await edit.getByLabel("Plan", { exact: true }).click();
  await page.getByRole("option", { name: "Team" }).click();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(spendOf(page)).toContainText("0.00 USD of 7.50 USD");
  await expect(spendOf(page)).toContainText("set for this customer");
  await expect(spendOf(page)).toContainText(/By Pro, from \d+ \w+, 00:00 UTC by Team/);

  await setRole(email, "member");
  await page.goto(`/customers/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(cap).toBeDisabled();
  await expect(cap).toHaveAccessibleDescription(/^Only owners and admins/);
  await edit.getByLabel("Name").fill("Acme Corp");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Acme Corp", level: 1 })).toBeVisible();
  await page.goto(`/plans/${pro.id}`);
  await expect(page.getByText("Spend cap per month")).toBeVisible();
  await expect(page.getByRole("region", { name: "Prices", exact: true })).toHaveCount(0);
  await page.goto("/plans");
  await expect(page.getByRole("button", { name: "Change currency" })).toHaveAccessibleDescription(
    /^Only owners and admins/,
  );
});

test("a call costs what owners and admins say, from the next day where it had a cost", async ({
  page,
}) => {
  const { email } = await signUp(page, null);
  const { productId } = await makeSurface(page, OFFER);
  const edit = async () => {
    await page.goto(`/products/${productId}`);
    await page.getByRole("button", { name: "Actions for Ask the FAQ" }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    return page.getByRole("dialog", { name: "Edit capability" });
  };
  for (const cost of ["0.001", "0.004"]) {
    const dialog = await edit();
    await dialog.getByLabel("Unit cost").fill(cost);
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toBeHidden();
  }
  const field = (await edit()).getByLabel("Unit cost");
  await expect(field).toHaveValue("0.004");
  await expect(field).toHaveAccessibleDescription(
    /It is 0\.001 now, and 0\.004 from \d+ \w+, 00:00 UTC on/,
  );
  await setRole(email, "member");
  const dialog = await edit();
  await expect(dialog.getByLabel("Units per call")).toBeVisible();
  await expect(dialog.getByLabel("Unit cost")).toHaveCount(0);
});

test("a correction says its month, and a closed statement that it never changes", async ({
  page,
}) => {
  await signUp(page, null);
  const { id } = await storeCustomer(page, { name: "Acme" });
  await query("UPDATE customers SET created_at = now() - interval '70 days' WHERE id = $1", [id]);
  await query(
    `INSERT INTO statement_lines (customer_id, month, for_month, capability_id, tier, unit_price, quantity, amount)
     SELECT $1, m, f, 'cap_gone', 1, 1500, 2, 3000 FROM (VALUES (date_trunc('month', now()), date_trunc('month', now())),
       (date_trunc('month', now()), date_trunc('month', now() - interval '1 month'))) AS lines(m, f)`,
    [id],
  );
  await page.goto(`/customers/${id}/statements/${month()}`);
  const lines = page.getByRole("table", { name: "Lines" }).getByRole("row");
  await expect(lines.filter({ hasText: "Correction for" })).toHaveCount(1);
  await expect(page.getByText("0.006 USD")).toBeVisible();
  for (let back = 0; back < 2; back += 1) {
    await follow(page, "Previous month");
    await expect(page.getByText("Nothing was billed in this month.")).toBeVisible();
  }
  await expect(page.getByText("it never changes again")).toBeVisible();
  for (const name of ["Next month", "Next month"]) await follow(page, name);
  await expect(lines.first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Next month" })).toHaveCount(0);
  expect((await page.request.get(`/customers/${id}/statements/2020-01`)).status()).toBe(404);
});
