import { expect } from "@playwright/test";
import { pressUntil, tabTo } from "./support/keyboard";
import { call, shownSecret, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a key is created, opened, rotated and revoked without a mouse", async ({ page }) => {
  test.slow();
  await signUp(page);
  await expect(page.getByRole("heading", { name: "API keys" })).toBeVisible();
  const create = page.getByRole("dialog", { name: "Create New API Key" });
  await pressUntil(page, "c", create.getByLabel("Name"));
  await create.getByLabel("Name").clear();
  await page.keyboard.type("Hands on keys");
  await tabTo(page, "radio", "Test");
  await page.keyboard.press("ArrowRight", { delay: 100 });
  await expect(page.getByRole("radio", { name: "Production" })).toBeChecked();
  await tabTo(page, "button", "Create");
  await page.keyboard.press("Enter");

  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeFocused();
  const first = await shownSecret(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Done" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect((await call(first)).status).toBe(200);

  // The list is read again behind the dialog that has closed.
  await pressUntil(page, "j", page.getByRole("link", { name: "Hands on keys" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Hands on keys" })).toBeVisible();

  await tabTo(page, "button", "Rotate");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await tabTo(page, "radio", "24 hours");
  await page.keyboard.press("ArrowUp", { delay: 100 });
  await expect(page.getByRole("radio", { name: "1 hour" })).toBeChecked();
  await tabTo(page, "button", "Rotate");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Done" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Rotate" })).toBeFocused();

  await tabTo(page, "button", "Revoke");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await tabTo(page, "textbox", "Type Hands on keys to confirm");
  await page.keyboard.type("Hands on keys");
  await tabTo(page, "button", "Confirm");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("status").filter({ hasText: "Refused by every server" }),
  ).toBeVisible();
  expect((await call(first)).status).toBe(401);
});

test("shortcuts search, walk the rows, open the menus, and stay out of the way", async ({
  page,
}) => {
  await signUp(page, null);
  for (const name of ["One", "Two", "Three"]) await storeKey(page, { name });
  await page.goto("/settings/api?sort=name");
  await expect(page.getByRole("link", { name: "One" })).toBeVisible();

  await pressUntil(page, "/", page.getByLabel("Search keys"));
  await page.getByLabel("Search keys").clear();
  await page.keyboard.type("cjk");
  await expect(page.getByLabel("Search keys")).toHaveValue("cjk");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "One" })).toBeVisible();
  await page.getByLabel("Search keys").blur();

  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Three" })).toBeFocused();
  await page.keyboard.press("k");
  await expect(page.getByRole("link", { name: "One" })).toBeFocused();

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "One" })).toBeFocused();

  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("create");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Create New API Key" })).toBeVisible();
});

test("focus returns to where it was when a dialog closes", async ({ page }) => {
  await signUp(page, null);
  await storeKey(page, { name: "Steady" });
  await page.goto("/settings/api");
  const create = page.getByRole("button", { name: "Create New API Key" });
  await create.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(create).toBeFocused();
  const menu = page.getByRole("button", { name: "Actions for Steady" });
  for (const act of ["Edit", "Rotate", "Disable", "Revoke"]) {
    await menu.click();
    await page.getByRole("menuitem", { name: act }).click();
    await expect(
      page.getByRole(/Disable|Revoke/.test(act) ? "alertdialog" : "dialog"),
    ).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(menu).toBeFocused();
  }
});
