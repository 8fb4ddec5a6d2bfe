import { expect, type Page } from "@playwright/test";
import { storeCustomer, storePlan } from "./support/customers";
import { query, setRole } from "./support/database";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { callCapability, makeSurface, storeSurfaceKey } from "./support/surfaces";

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole("dialog").getByLabel(field, { exact: true }).click();
  await page.getByRole("option", { name: option }).click();
}

test("a customer is put on a plan, limited by it, given a limit of its own, suspended and resumed", async ({
  page,
}) => {
  test.slow();
  await signUp(page, "/plans");
  await page.getByRole("button", { name: "Create the first one" }).click();
  const plan = page.getByRole("dialog", { name: "New Plan" });
  await plan.getByLabel("Name").fill("Pro");
  await plan.getByLabel("Requests per day").fill("2");
  await plan.getByRole("button", { name: "Create" }).click();
  await expect(row(page, "Pro")).toContainText("No limit");

  await page.getByRole("link", { name: "Customers", exact: true }).first().click();
  await page.getByRole("button", { name: "Create the first one" }).click();
  const dialog = page.getByRole("dialog", { name: "New Customer" });
  await dialog.getByLabel("Name").fill("Acme Corp");
  await dialog.getByLabel("External id").fill("acme");
  await choose(page, "Plan", "Pro");
  await expect(dialog.getByLabel("Requests per day", { exact: true })).toHaveText(
    "As the plan says: 2",
  );
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(row(page, "Acme Corp")).toContainText("Pro");

  const surface = await makeSurface(page, [{ name: "FAQ", slug: "faq" }]);
  const { secret } = await storeSurfaceKey(page, surface, { name: "Website", customer: "acme" });
  const statuses = async (count: number) => {
    const answers = [];
    for (let n = 0; n < count; n += 1) {
      answers.push((await callCapability(surface, "faq", secret)).status);
    }
    return answers;
  };
  expect(await statuses(3)).toEqual([200, 200, 429]);

  await page.getByRole("link", { name: "Acme Corp" }).click();
  await expect(page.getByRole("heading", { name: "Acme Corp", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Website" })).toBeVisible();
  const limits = page.getByRole("region", { name: "Limits and quota" });
  await expect(limits).toContainText("2 used");
  await expect(limits).toContainText("As the plan says");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await choose(page, "Requests per day", "Own limit");
  const edit = page.getByRole("dialog", { name: "Edit Acme Corp" });
  await edit.getByLabel("Own limit: requests per day").fill("4");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(limits).toContainText("Set for this customer");
  expect(await statuses(3)).toEqual([200, 200, 429]);

  await page.getByRole("button", { name: "Suspend" }).click();
  const suspend = page.getByRole("alertdialog");
  await expect(suspend).toContainText("Keys refused1");
  await expect(suspend.getByText("Website")).toBeVisible();
  await suspend.getByRole("button", { name: "Suspend" }).click();
  await expect(suspend).toBeHidden();
  await expect(page.getByText("refused with 403").first()).toBeVisible();
  expect(await statuses(1)).toEqual([403]);
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Suspend" })).toBeVisible();
  expect(await statuses(1)).toEqual([429]);
});

test("a customer and a plan that are in use say why they stay, and lead to what uses them", async ({
  page,
}) => {
  await signUp(page, null);
  const plan = await storePlan(page, { name: "Pro" });
  const { id } = await storeCustomer(page, {
    name: "Acme",
    externalId: "acme",
    planId: plan.id,
  });
  const surface = await makeSurface(page, [{ name: "FAQ", slug: "faq" }]);
  const key = await storeSurfaceKey(page, surface, { name: "Website", customer: "acme" });
  await page.goto(`/plans/${plan.id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(page.getByText("This changes what 1 customer may use")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("1 customer is on this plan. Move it")).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("link", { name: "Acme" }).click();
  await expect(page.getByRole("heading", { name: "Acme", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("link", { name: "Website" }).click();
  await page.waitForURL(new RegExp(key.id));

  await page.goto(`/customers/${id}`);
  await page.getByRole("link", { name: "Create key" }).click();
  await expect(page.getByRole("dialog", { name: "Create API Key" })).toBeVisible();
  await query("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [key.id]);
  await page.goto(`/customers/${id}`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await page.waitForURL(/\/customers$/);
  await page.goto("/plans");
  await page.getByRole("button", { name: "Actions for Pro" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No plans yet")).toBeVisible();
});

test("customers are searched, filtered, sorted and found by the command menu", async ({ page }) => {
  await signUp(page, null);
  const plan = await storePlan(page, { name: "Enterprise" });
  await storeCustomer(page, { name: "Alpha", planId: plan.id });
  const beta = await storeCustomer(page, { name: "Beta", externalId: "b-1" });
  await query("UPDATE customers SET status = 'suspended' WHERE id = $1", [beta.id]);
  await page.goto("/customers");
  const names = page.locator("[data-row-link]");
  await expect(names).toHaveText(["Beta", "Alpha"]);
  await page.getByRole("button", { name: "Name" }).click();
  await expect(names).toHaveText(["Alpha", "Beta"]);
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Suspended" }).click();
  await expect(names).toHaveText(["Beta"]);
  await page.getByRole("combobox", { name: "Plan" }).click();
  await page.getByRole("option", { name: "Enterprise" }).click();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("Search customers").fill("B-1");
  await expect(names).toHaveText(["Beta"]);
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("enterprise");
  await page.getByRole("option", { name: "Enterprise" }).click();
  await page.waitForURL(`**/plans/${plan.id}`);
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("b-1");
  await page.getByRole("option", { name: /Beta/ }).click();
  await page.waitForURL(`**/customers/${beta.id}`);
});

test("an external id that differs in letter case alone is warned of, and created all the same", async ({
  page,
}) => {
  await signUp(page, null);
  await storeCustomer(page, { name: "Acme Corp", externalId: "acme" });
  await page.goto("/customers?dialog=create");
  const dialog = page.getByRole("dialog", { name: "New Customer" });
  await dialog.getByLabel("Name").fill("Second");
  await dialog.getByLabel("External id").fill("ACME");
  await expect(dialog.getByText("differs in letter case alone")).toBeVisible();
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(row(page, "Second")).toBeVisible();
});

test("customers that were made from labels are merged into one", async ({ page }) => {
  await signUp(page, null);
  const surface = await makeSurface(page, [{ name: "FAQ", slug: "faq" }]);
  for (const label of ["Acme", "ACME"]) {
    const { id } = await storeCustomer(page, { name: label, externalId: label });
    await storeSurfaceKey(page, surface, { name: `Key of ${label}`, customer: label });
    await query("UPDATE customers SET from_labels = ARRAY[$2] WHERE id = $1", [id, label]);
  }
  await page.goto("/customers");
  await page.getByRole("link", { name: "Made from labels" }).click();
  await page.waitForURL(/\/customers\/from-labels$/);
  await page.getByRole("button", { name: /^Merge/ }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("radio", { name: "ACME", exact: true }).click();
  await dialog.getByRole("button", { name: "Merge" }).click();
  await expect(page.getByText("1 key moved.")).toBeVisible();
  await expect(page.getByText("Probably the same")).toHaveCount(0);
  await page.getByRole("link", { name: "ACME" }).click();
  for (const name of ["Key of Acme", "Key of ACME"]) {
    await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  }
});

test("members manage customers and only read plans; viewers change neither, and are told why", async ({
  page,
}) => {
  const { email } = await signUp(page, null);
  const plan = await storePlan(page, { name: "Pro" });
  const { id } = await storeCustomer(page, { name: "Acme" });
  const expectClosed = async (path: string, names: readonly string[], reason: RegExp) => {
    await page.goto(path);
    for (const name of names) {
      const button = page.getByRole("button", { name, exact: true });
      await expect(button).toHaveAttribute("aria-disabled", "true");
      await expect(button).toHaveAccessibleDescription(reason);
    }
  };
  await setRole(email, "member");
  await expectClosed("/plans", ["New Plan"], /^Only owners and admins/);
  await expectClosed(`/plans/${plan.id}`, ["Edit", "Delete"], /^Only owners and admins/);
  await page.goto("/customers?dialog=create");
  await expect(page.getByRole("dialog", { name: "New Customer" })).toBeVisible();
  await setRole(email, "viewer");
  await expectClosed("/customers", ["New Customer"], /^Viewers can't change customers/);
  await expectClosed(
    `/customers/${id}`,
    ["Edit", "Suspend", "Delete"],
    /^Viewers can't change customers/,
  );
});
