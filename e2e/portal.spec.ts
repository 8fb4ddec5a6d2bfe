import { expect, type Page } from "@playwright/test";
import { expectAccessibleAtWidths } from "./support/accessible";
import { storeCustomer } from "./support/customers";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { callCapability, makeSurface, storeSurfaceKey } from "./support/surfaces";
import { expectLight } from "./support/weight";

/** Switches the portal on in the settings of a surface that is open. */
async function switchOn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Edit settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit settings" });
  await dialog
    .getByRole("radiogroup", { name: "Customer portal" })
    .getByRole("radio", { name: "On", exact: true })
    .click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("On: customers see their keys and usage")).toBeVisible();
}

test("a customer sees its own usage and keys, and rolls a key, until its link is withdrawn", async ({
  page,
  browser,
}) => {
  test.slow();
  await signUp(page, null);
  const surface = await makeSurface(page);
  const { id: customer } = await storeCustomer(page, { name: "Globex", externalId: "globex" });
  const key = await storeSurfaceKey(page, surface, { name: "CRM", customerId: customer });
  const other = await storeSurfaceKey(page, surface, { name: "Theirs", customer: "initech" });
  await callCapability(surface, "faq", key.secret);
  await callCapability(surface, "faq", other.secret);

  await page.goto(`/customers/${customer}`);
  await page.getByRole("button", { name: "Create portal link" }).click();
  const dialog = page.getByRole("dialog", { name: "Create portal link" });
  await dialog.getByRole("button", { name: "Create link" }).click();
  await expect(dialog.getByText("No surface is shown in the customer portal")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.goto(`/products/${surface.productId}/surfaces/${surface.surfaceId}`);
  await switchOn(page);
  await page.goto(`/customers/${customer}`);
  await page.getByRole("button", { name: "Create portal link" }).click();
  await dialog.getByRole("button", { name: "Create link" }).click();
  const reveal = page.getByRole("dialog", { name: "Copy the link" });
  const link = await reveal.getByLabel("Link", { exact: true }).inputValue();
  await expectAccessibleAtWidths(page, "the new portal link", "[role=dialog]");
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.press("Escape");
  await reveal.getByRole("button", { name: "Close anyway" }).click();
  await expect(page.getByRole("region", { name: "Portal links" })).toContainText("Open");
  await expectAccessibleAtWidths(page, "a customer with a portal link");

  const context = await browser.newContext();
  const sent: string[] = [];
  context.on("request", (request) => {
    sent.push(request.url(), request.headers().referer ?? "");
  });
  const visitor = await context.newPage();
  await visitor.goto(link);
  await expect(visitor.getByRole("heading", { name: "Keys and usage of Globex" })).toBeVisible();
  await expect(visitor).toHaveURL(/\/portal$/);
  await expectAccessibleAtWidths(visitor, "a portal link");
  await visitor.getByRole("button", { name: "Open the portal" }).click();
  const main = visitor.getByRole("main");
  await expect(visitor.getByRole("heading", { name: "Globex", level: 1 })).toBeVisible();
  await expect(visitor.getByRole("region", { name: "Keys" })).toContainText("CRM");
  await expect(main).toContainText(`${surface.api}/api/faq`);
  await expect(main).not.toContainText("Theirs");
  await expect(visitor.locator("a")).toHaveCount(0);
  await expectAccessibleAtWidths(visitor, "the portal");
  await expectLight(visitor, "the portal");
  await expect(async () => {
    await visitor.reload();
    await expect(
      visitor.getByRole("application", { name: "Requests, last 30 days" }),
    ).toBeVisible();
  }).toPass();

  await visitor.setViewportSize({ width: 1280, height: 720 });
  await visitor.getByRole("button", { name: "Roll key" }).click();
  const roll = visitor.getByRole("dialog", { name: "Roll “CRM”" });
  await roll.getByRole("radio", { name: "Now" }).click();
  await expectAccessibleAtWidths(visitor, "rolling a key", "[role=dialog]");
  await visitor.setViewportSize({ width: 1280, height: 720 });
  await roll.getByRole("button", { name: "Roll key" }).click();
  const secret = await visitor.getByLabel("API key", { exact: true }).inputValue();
  expect((await callCapability(surface, "faq", secret)).status).toBe(200);
  expect((await callCapability(surface, "faq", key.secret)).status).toBe(401);
  await visitor.getByRole("button", { name: "Copy", exact: true }).click();
  await visitor.keyboard.press("Escape");
  await visitor
    .getByRole("button", { name: /Done|Close anyway/ })
    .first()
    .click();
  await expect(visitor.getByRole("dialog")).toHaveCount(0);

  for (const path of ["/usage", "/customers", `/customers/${customer}`, "/settings/api"]) {
    const inside = await context.newPage();
    await inside.goto(path);
    await expect(inside).toHaveURL(/\/sign-in/);
    await inside.close();
  }
  const token = new URL(link).hash.slice(1);
  expect(sent.filter((text) => text.includes(token) || text.includes(secret))).toEqual([]);

  await page.reload();
  const links = page.getByRole("region", { name: "Portal links" });
  await expect(links).toContainText("Used");
  await links.getByRole("button", { name: "Withdraw" }).click();
  await page
    .getByRole("alertdialog", { name: "Withdraw this portal link?" })
    .getByRole("button", { name: "Withdraw" })
    .click();
  await expect(page.getByText("Portal link withdrawn")).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByText("This portal is closed")).toBeVisible();
  await expectAccessibleAtWidths(visitor, "a portal that is closed");
  await context.close();
});
