import { expect, type Page } from "@playwright/test";
import { DIALOG, expectAccessibleAtWidths } from "./support/accessible";
import { storeCustomer, storePlan } from "./support/customers";
import { query } from "./support/database";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { callCapability, makeSurface, storeSurfaceKey } from "./support/surfaces";
import {
  expectCutTextSaysSo,
  expectNothingBeside,
  expectNothingLeavesItsCell,
  LONG_NAME,
  widthsOf,
} from "./support/widths";

async function walkDialogs(page: Page, acts: readonly string[], place: string): Promise<void> {
  for (const act of acts) {
    await page.getByRole("button", { name: act, exact: true }).click();
    const close = page.getByRole("button", { name: /^(Cancel|Close)$/ }).first();
    await expect(close).toBeVisible();
    await expectAccessibleAtWidths(page, `${act}, ${place}`, DIALOG);
    await close.click();
    await expect(page.locator(DIALOG)).toHaveCount(0);
  }
}

test("no page or dialog of customers and plans has anything that axe finds", async ({ page }) => {
  test.slow();
  await signUp(page, "/customers");
  await expect(page.getByText("No customers yet")).toBeVisible();
  await expectAccessibleAtWidths(page, "no customers");
  await page.goto("/plans");
  await expect(page.getByText("No plans yet")).toBeVisible();
  await expectAccessibleAtWidths(page, "no plans");
  await walkDialogs(page, ["New Plan"], "plans");
  const plan = await storePlan(page, { name: LONG_NAME, quota: { unitsPerMonth: 100 } });
  const externalId = "x".repeat(255);
  const { id } = await storeCustomer(page, { name: LONG_NAME, externalId, planId: plan.id });
  await storeCustomer(page, { name: "Idle" });
  const surface = await makeSurface(page, [{ name: "FAQ", slug: "faq" }]);
  const facts = { name: LONG_NAME, customerId: id, integration: LONG_NAME };
  const { secret } = await storeSurfaceKey(page, surface, facts);
  await callCapability(surface, "faq", secret);
  await page.goto("/customers");
  await expect(page.getByRole("link", { name: LONG_NAME })).toBeVisible();
  await expectAccessibleAtWidths(page, "customers");
  await walkDialogs(page, ["New Customer"], "customers");
  await page.goto(`/customers/${id}`);
  await expectAccessibleAtWidths(page, "customer");
  await walkDialogs(page, ["Edit", "Suspend", "Delete"], "customer");
  await page.goto(`/plans/${plan.id}`);
  await expectAccessibleAtWidths(page, "plan");
  await walkDialogs(page, ["Edit", "Delete"], "plan");
  await query("UPDATE customers SET external_id = $2, from_labels = ARRAY[$2] WHERE id = $1", [
    id,
    "Acme",
  ]);
  const twin = await storeCustomer(page, { name: "Acme", externalId: "ACME" });
  await query("UPDATE customers SET from_labels = ARRAY['ACME'] WHERE id = $1", [twin.id]);
  await page.goto("/customers/from-labels");
  await expectAccessibleAtWidths(page, "made from labels");
  await page.getByRole("button", { name: /^Merge/ }).click();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
  await expectAccessibleAtWidths(page, "merge", DIALOG);
});

test("lists of long names and ids fit every screen, and say what they cut", async ({ page }) => {
  test.slow();
  await signUp(page, null);
  const plan = await storePlan(page, { name: LONG_NAME });
  for (let n = 0; n < 3; n += 1) {
    const externalId = `${n}${"W".repeat(254)}`;
    const { id } = await storeCustomer(page, { name: LONG_NAME, externalId, planId: plan.id });
    const labels = "UPDATE customers SET from_labels = ARRAY[external_id] WHERE id = $1";
    await query(labels, [id]);
  }
  for (const path of ["/customers", "/customers/from-labels", "/plans", `/plans/${plan.id}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const width of widthsOf(path)) {
      await page.setViewportSize({ width, height: 900 });
      const place = `${path} at ${width}`;
      await expectNothingBeside(page, place, "html");
      await expectCutTextSaysSo(page, place);
      await expectNothingLeavesItsCell(page, place);
    }
  }
});
