import { expect, type Page } from "@playwright/test";
import { DIALOG, expectAccessibleAtWidths } from "./support/accessible";
import { ORIGIN, setRole } from "./support/database";
import { pressUntil, tabTo } from "./support/keyboard";
import { signUp } from "./support/people";
import { callApi, type LaunchedApi, launchApi, placeOf } from "./support/products";
import { test } from "./support/quiet-test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

async function closeDialog(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator(DIALOG)).toHaveCount(0);
}

async function walkProduct(page: Page, { productId }: LaunchedApi): Promise<void> {
  await page.goto(`/products/${productId}`);
  await expect(page.getByText("1 key can call it")).toBeVisible();
  await expectAccessibleAtWidths(page, "product");
  for (const act of ["Edit", "Disable", "Remove"]) {
    await page.getByRole("button", { name: "Actions for Greeting" }).click();
    await page.getByRole("menuitem", { name: act }).click();
    await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
    await expectAccessibleAtWidths(page, `${act} capability`, DIALOG);
    await closeDialog(page);
  }
  for (const act of ["Edit", "Delete", "Add Capability", "Add Another Surface"]) {
    await page.getByRole("button", { name: act, exact: true }).click();
    await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
    await expectAccessibleAtWidths(page, act, DIALOG);
    await closeDialog(page);
  }
}

async function walkSurface(page: Page, { home, secret }: LaunchedApi): Promise<void> {
  await page.goto(home);
  await expect(page.getByRole("region", { name: "Launch Your API" })).toBeVisible();
  await expectAccessibleAtWidths(page, "overview");
  await page.getByRole("button", { name: "Pause" }).click();
  await expectAccessibleAtWidths(page, "pause", DIALOG);
  await closeDialog(page);
  await page.getByRole("link", { name: "Endpoints", exact: true }).click();
  const card = page.getByRole("region", { name: "Greeting" });
  await card.getByText("Try a call with a key.").click();
  await card.getByRole("button", { name: "Send" }).click();
  await expect(card.getByText("Paste a key of this surface.")).toBeVisible();
  await card.getByLabel("Key").fill(secret);
  await card.getByRole("button", { name: "Send" }).click();
  await card.getByText(/\d+ headers/).click();
  await expectAccessibleAtWidths(page, "endpoints");
  await card.getByRole("button", { name: "Edit Greeting" }).click();
  await expectAccessibleAtWidths(page, "edit endpoint", DIALOG);
  await closeDialog(page);
  await page.getByRole("link", { name: "Ship", exact: true }).click();
  await expect(page.getByRole("tab", { name: "curl" })).toBeVisible();
  await expectAccessibleAtWidths(page, "ship");
}

test("no page or dialog of products has anything that axe finds", async ({ page }) => {
  test.slow();
  await signUp(page, "/products");
  await expectAccessibleAtWidths(page, "no products");
  await page.getByRole("button", { name: "New Product" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Shop");
  await page.getByRole("radio", { name: "Use Existing" }).click();
  await expect(page.getByText("There are no flows yet.")).toBeVisible();
  await page.getByRole("button", { name: "Create REST API" }).click();
  await expect(page.getByText("Choose a flow.")).toBeVisible();
  await expectAccessibleAtWidths(page, "new product", DIALOG);
  await closeDialog(page);
  const api = await launchApi(page, "A product whose name is so long that it has to wrap");
  await walkSurface(page, api);
  await walkProduct(page, api);
  await page.goto("/products");
  await expect(page.getByRole("link", { name: /A product whose name/ })).toBeVisible();
  await expectAccessibleAtWidths(page, "list");
  await page.getByLabel("Search products").fill("nothing");
  await expect(page.getByText("No products match")).toBeVisible();
});

test("an API is made, opened and paused without a mouse", async ({ page }) => {
  test.slow();
  await signUp(page, "/products");
  const dialog = page.getByRole("dialog", { name: "New Product" });
  await expect(async () => {
    await page.keyboard.press("c");
    await expect(dialog).toBeVisible({ timeout: 500 });
  }).toPass();
  await tabTo(page, "textbox", "Name");
  await page.keyboard.type("Hands on keys");
  await tabTo(page, "radio", "Greeting");
  await page.keyboard.press("ArrowDown", { delay: 100 });
  await expect(page.getByRole("radio", { name: "Order total" })).toBeChecked();
  await page.keyboard.press("ArrowUp", { delay: 100 });
  await tabTo(page, "button", "Create REST API");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeFocused();
  const secret = await page.getByRole("textbox", { name: "API key" }).inputValue();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Done" })).toBeFocused();
  await page.keyboard.press("Enter");
  const place = await placeOf(page);
  const api = { ...place, secret };
  expect((await callApi(api, "greeting", { name: "Ada" })).status).toBe(200);

  await page.goto("/products");
  const row = page.getByRole("link", { name: "Hands on keys" });
  await pressUntil(page, "j", row);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Hands on keys", level: 1 })).toBeVisible();
  await tabTo(page, "link", "Public API");
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(place.home));
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await tabTo(page, "button", "Pause");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await tabTo(page, "button", "Confirm");
  await page.keyboard.press("Enter");
  await expect(page.getByText("get 503 “Surface is paused”")).toBeVisible();
  expect((await callApi(api, "greeting", { name: "Ada" })).status).toBe(503);
});

test("a viewer sees every button, and why none of them is theirs", async ({ page }) => {
  const { email } = await signUp(page, null);
  const api = await launchApi(page, "Shop");
  await setRole(email, "viewer");
  for (const [path, names] of [
    ["/products", ["New Product"]],
    [`/products/${api.productId}`, ["Edit", "Delete", "Add Capability", "Add Another Surface"]],
    [api.home, ["Pause", "Edit settings"]],
    [`${api.home}/endpoints`, ["Add Capability", "Edit Greeting", "Remove Greeting"]],
  ] as const) {
    await page.goto(path);
    for (const name of names) {
      const button = page.getByRole("button", { name, exact: true });
      await expect(button).toHaveAttribute("aria-disabled", "true");
      await expect(button).toHaveAccessibleDescription(/^Viewers can't change products/);
    }
  }
  await expect(page.getByRole("switch", { name: "Greeting is on" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await page.goto(`/products/${api.productId}`);
  await page.getByRole("button", { name: "Actions for Greeting" }).click();
  await expect(page.getByRole("menuitem", { name: "Remove" })).toHaveAttribute("aria-disabled");
});

test("products are found by name, and a search without result can be undone", async ({ page }) => {
  await signUp(page, null);
  const headers = { Origin: ORIGIN };
  for (const name of ["Alpha", "Beta"]) {
    await page.request.post("/v1/products", { data: { name }, headers });
  }
  await page.goto("/products");
  await page.keyboard.press("/");
  await page.getByLabel("Search products").fill("alp");
  await expect(page.getByRole("link", { name: "Beta" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Alpha" })).toBeVisible();
  await expect(page).toHaveURL(/search=alp/);
  await page.getByLabel("Search products").fill("zzz");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("link", { name: "Beta" })).toBeVisible();
});
