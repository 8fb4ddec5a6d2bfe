import { expect, type Page } from "@playwright/test";
import { DIALOG, expectAccessibleAtWidths } from "./support/accessible";
import { pressUntil, tabTo } from "./support/keyboard";
import { actOnRow, copyAndClose, shownSecret } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { walkSelection } from "./support/selection";
import { callCapability, makeSurface, type Surface, storeSurfaceKey } from "./support/surfaces";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a scoped key is created, changed and revoked without a mouse", async ({ page }) => {
  test.slow();
  await signUp(page, null);
  const surface = await makeSurface(page);
  await page.goto(surface.keys);
  const create = page.getByRole("dialog", { name: "Create API Key" });
  await pressUntil(page, "c", create.getByLabel("Name", { exact: true }));
  await create.getByLabel("Name", { exact: true }).clear();
  await page.keyboard.type("Hands on keys");
  await tabTo(page, "checkbox", "FAQ");
  await page.keyboard.press("Space");
  await tabTo(page, "button", "Create");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeFocused();
  const secret = await shownSecret(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Done" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect((await callCapability(surface, "refund", secret)).status).toBe(403);

  await pressUntil(page, "j", page.getByRole("link", { name: "Hands on keys" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Hands on keys" })).toBeVisible();
  await tabTo(page, "button", "Edit");
  await page.keyboard.press("Enter");
  await tabTo(page, "checkbox", "Refund");
  await page.keyboard.press("Space");
  await tabTo(page, "button", "Save");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect((await callCapability(surface, "refund", secret)).status).toBe(200);

  await tabTo(page, "button", "Revoke");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await tabTo(page, "textbox", "Type Hands on keys to confirm");
  await page.keyboard.type("Hands on keys");
  await tabTo(page, "button", "Confirm");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("status").filter({ hasText: "Refused by every server" }),
  ).toBeVisible();
  expect((await callCapability(surface, "faq", secret)).status).toBe(401);
});

async function walkCreate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create API Key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create API Key" });
  await dialog.getByText("Billing").click();
  await dialog.getByRole("button", { name: "Add metadata" }).click();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByText("Choose at least one capability.")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "FAQ" }).click();
  await expectAccessibleAtWidths(page, "create form, scoped", DIALOG);
  await dialog.getByRole("radio", { name: "All capabilities" }).click();
  await dialog.getByRole("radio", { name: "Production" }).click();
  await expectAccessibleAtWidths(page, "create form, unscoped", DIALOG);
  await dialog.getByLabel("Name", { exact: true }).fill("Full");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeVisible();
  await expectAccessibleAtWidths(page, "secret", DIALOG);
  await copyAndClose(page);
}

async function walkActs(page: Page): Promise<void> {
  for (const act of ["Edit", "Rotate", "Disable", "Revoke"]) {
    await actOnRow(page, "Full", act);
    await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
    await expectAccessibleAtWidths(page, act, DIALOG);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
  }
}

async function walkKey(page: Page, surface: Surface): Promise<void> {
  const { id, secret } = await storeSurfaceKey(page, surface, {
    name: "In use",
    scopes: [surface.capabilities.faq],
    customer: "Acme Corp",
    metadata: { plan: "enterprise" },
  });
  await callCapability(surface, "faq", secret);
  await callCapability(surface, "refund", secret);
  await page.goto(`${surface.keys}/${id}`);
  await expect(page.getByText("Missing scope").first()).toBeVisible();
  await expectAccessibleAtWidths(page, "key");
}

test("the Keys tab and its dialogs have nothing that axe finds", async ({ page }) => {
  test.slow();
  await signUp(page, null);
  const surface = await makeSurface(page);
  await page.goto(surface.keys);
  await expect(page.getByText("No keys yet")).toBeVisible();
  await expectAccessibleAtWidths(page, "no keys");
  await walkCreate(page);
  await storeSurfaceKey(page, surface, {
    name: "Everything but little, with a long name that has to wrap somewhere",
    scopes: Object.values(surface.capabilities),
    customer: "A customer whose name is longer than the column is wide",
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  await page.reload();
  await expect(page.getByRole("link", { name: /Everything but little/ })).toBeVisible();
  await expectAccessibleAtWidths(page, "list");
  await walkActs(page);
  await walkSelection(page);
  await walkKey(page, surface);
});
