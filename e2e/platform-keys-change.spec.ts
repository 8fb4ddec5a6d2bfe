import { expect, type Page } from "@playwright/test";
import { setRole } from "./support/database";
import { actOnRow, call, fillKey, openKey, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a test key cannot be given full access, and the form says why", async ({ page }) => {
  await signUp(page);
  await page.getByRole("button", { name: "Create New API Key" }).click();
  await fillKey(page, { name: "Sandbox", environment: "Production", template: "Full access" });
  await expect(page.getByText("Anyone with this key can read, change and delete")).toBeVisible();
  await page.getByRole("radio", { name: "Test", exact: true }).click();
  await expect(page.getByRole("radio", { name: "Full access" })).toBeDisabled();
  await expect(page.getByRole("alert").filter({ hasText: "full access" })).toHaveText(
    "Test keys cannot hold full access.",
  );
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText("Test keys cannot hold *")).toBeVisible();
  await page.getByRole("radio", { name: "Records sync" }).click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "API key", exact: true })).toHaveValue(
    /^rt_test_/,
  );
});

test("what is wrong with a new key is said at its field, also by the server", async ({ page }) => {
  await signUp(page);
  await page.getByRole("button", { name: "Create New API Key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription("Enter a name.");
  await dialog.getByLabel("Name").fill("x".repeat(256));
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(
    "Use at most 255 characters.",
  );
  await dialog.getByLabel("Name").fill("Within limits");
  await dialog.getByText("More options").click();
  await dialog.getByLabel("Requests per hour").fill("100001");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByLabel("Requests per hour")).toHaveAccessibleDescription(
    /Allow at most 100000 requests per hour\./,
  );
  await dialog.getByLabel("Requests per hour").fill("1.5");
  await expect(dialog.getByLabel("Requests per hour")).toHaveAccessibleDescription(
    /Enter a whole number\./,
  );
  await dialog.getByLabel("Requests per hour").fill("50");
  await dialog.getByLabel("Allowed IPs").fill("10.0.0.0/33");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByLabel("Allowed IPs").first()).toHaveAccessibleDescription(
    /between 0 and 32/,
  );
  await dialog.getByLabel("Allowed IPs").first().fill("203.0.113.7, 2001:db8::/32");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByRole("button", { name: "30 days" }).click();
  await expect(dialog.getByText(/Works until the end of .* in 30 days\./)).toBeVisible();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByRole("textbox", { name: "API key", exact: true })).toBeVisible();
});

test("an edited permission, limit and address hold from the next request on", async ({ page }) => {
  await signUp(page, null);
  const { name, secret } = await storeKey(page, {
    name: "Importer",
    environment: "production",
    permissions: ["RECORDS:READ"],
  });
  await page.goto("/settings/api");
  expect((await call(secret, "/v1/flows")).status).toBe(403);
  await actOnRow(page, name, "Edit");
  const dialog = page.getByRole("dialog", { name: "Edit API key" });
  await dialog.getByRole("radio", { name: "Read-only" }).click();
  await dialog.getByText("More options").click();
  await dialog.getByLabel("Requests per hour").fill("20");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  const allowed = await call(secret, "/v1/flows");
  expect(allowed.status).toBe(200);
  expect(allowed.headers.get("x-ratelimit-limit")).toBe("20");

  await openKey(page, name);
  await expect(page.getByText(/This key can read flows[,;] read records/)).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  await dialog.getByLabel("Allowed IPs").first().fill("203.0.113.0/24");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  expect((await call(secret, "/v1/flows")).status).toBe(403);
  await expect(page.getByRole("region", { name: "Details" })).toContainText("203.0.113.0/24");
});

test("a disabled key is refused until it is enabled again; rotating it, or one that has expired, says that this would not help", async ({
  page,
}) => {
  await signUp(page, null);
  const expiresAt = new Date(Date.now() + 1_500).toISOString();
  await storeKey(page, { name: "Brief", permissions: ["FLOWS:READ"], expiresAt });
  const { secret } = await storeKey(page, { name: "Paused" });
  await page.goto("/settings/api");
  await actOnRow(page, "Paused", "Disable");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("You can enable it again at any time");
  await dialog.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByRole("row", { name: /Paused.*Disabled/ })).toBeVisible();
  expect((await call(secret)).status).toBe(401);
  await expectNoUseInRotating(page, "Paused", "The key is disabled.");
  await actOnRow(page, "Paused", "Enable");
  await dialog.getByRole("button", { name: "Enable" }).click();
  await expect(page.getByRole("row", { name: /Paused.*Active/ })).toBeVisible();
  expect((await call(secret)).status).toBe(200);
  await expect(page.getByRole("row", { name: /Brief.*Expired/ })).toBeVisible();
  await expectNoUseInRotating(page, "Brief", "The key has expired.");
});

/** Rotating says, before it is done, that the new secret would be refused as well. */
async function expectNoUseInRotating(page: Page, name: string, reason: string): Promise<void> {
  await actOnRow(page, name, "Rotate");
  const warning = page.getByRole("dialog").getByRole("alert");
  await expect(warning).toContainText("The new secret will not work either");
  await expect(warning).toContainText(reason);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("a form that was overtaken in another tab says so and can be reloaded", async ({
  page,
  context,
}) => {
  await signUp(page, null);
  const { id } = await storeKey(page, { name: "Shared" });
  await page.goto(`/settings/api/${id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit API key" });
  await dialog.getByLabel("Name").fill("Mine");

  const other = await context.newPage();
  await other.goto(`/settings/api/${id}`);
  await other.getByRole("button", { name: "Edit" }).click();
  await other.getByRole("dialog").getByLabel("Name").fill("Theirs");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("heading", { name: "Theirs" })).toBeVisible();

  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("This key was changed in the meantime.");
  await dialog.getByRole("button", { name: "Reload" }).click();
  await expect(dialog.getByLabel("Name")).toHaveValue("Theirs");
  await dialog.getByLabel("Name").fill("Ours");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Ours" })).toBeVisible();
});

test("a viewer sees every key and no act, with the reason", async ({ page }) => {
  const { email } = await signUp(page, null);
  const { name } = await storeKey(page, { name: "Look only" });
  await setRole(email, "viewer");
  await page.goto("/settings/api?dialog=create");
  const create = page.getByRole("button", { name: "Create New API Key" });
  await expect(create).toBeDisabled();
  await expect(create).toHaveAccessibleDescription(/Only owners and admins/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  const menu = page.getByRole("menu");
  await expect(menu).toContainText("Only owners and admins");
  for (const act of ["Edit", "Rotate", "Disable", "Revoke"]) {
    await expect(menu.getByRole("menuitem", { name: act })).toBeDisabled();
  }
  await menu.getByRole("menuitem", { name: "Open" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  for (const act of ["Edit", "Rotate", "Disable", "Revoke"]) {
    await expect(page.getByRole("button", { name: act })).toBeDisabled();
  }
});

test("a page whose session has ended says so and keeps what it shows", async ({
  page,
  context,
}) => {
  await signUp(page, null);
  const { name } = await storeKey(page, { name: "Still shown" });
  await page.goto("/settings/api");
  const other = await context.newPage();
  await other.goto("/settings/api");
  await other.getByRole("button", { name: "Account" }).click();
  await other.getByRole("menuitem", { name: "Sign out" }).click();
  await other.waitForURL(/\/sign-in/);
  await expect(page.getByText("Your session has ended. Sign in again.")).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByRole("link", { name })).toBeVisible();
});
