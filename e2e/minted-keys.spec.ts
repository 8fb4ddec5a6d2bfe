import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectAccessibleAtWidths } from "./support/accessible";
import {
  actOnRow,
  call,
  copyAndClose,
  type StoredKey,
  shownSecret,
  storeKey,
} from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { checkboxOf, selectionBar } from "./support/selection";
import { callCapability, makeSurface, type Surface } from "./support/surfaces";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const WRONG_RESOURCE = { error: "API key does not have permission to access this resource" };

type Minted = { id: string; key: string; expiresAt: string | null };

async function scene(page: Page) {
  await signUp(page, null);
  const surface = await makeSurface(page);
  const minter = await storeKey(page, {
    name: "Key desk",
    environment: "production",
    permissions: ["SURFACE_KEYS:WRITE", "SURFACE_KEYS:READ", "CUSTOMERS:WRITE"],
  });
  return { surface, minter };
}

async function mint(surface: Surface, minter: StoredKey, name: string) {
  const response = await call(minter.secret, `${surface.api}/keys`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name, customer: name }),
  });
  expect(response.status).toBe(201);
  const minted: Minted = await response.json();
  return minted;
}

async function statusOf(surface: Surface, { key }: Minted): Promise<number> {
  return (await callCapability(surface, "faq", key)).status;
}

async function expiryOf(page: Page, surface: Surface, { id }: Minted): Promise<string | null> {
  const response = await page.request.get(`${surface.api}/keys/${id}`);
  return (await response.json()).expiresAt;
}

test("a surface key is held to the addresses of its form, and shows them", async ({ page }) => {
  test.slow();
  await signUp(page, null);
  const surface = await makeSurface(page);
  await page.goto(surface.keys);
  await page.getByRole("button", { name: "Create API Key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create API Key" });
  await dialog.getByLabel("Name", { exact: true }).fill("Office");
  await dialog.getByRole("radio", { name: "All capabilities" }).click();
  await dialog.getByText("More options").click();
  const addresses = dialog.getByLabel("Allowed IPs");
  await addresses.fill("203.0.113.7");
  await addresses.press("Enter");
  await expect(dialog.getByRole("list", { name: "Addresses" })).toContainText("203.0.113.7");
  await expectAccessible(page, "the form of a surface key", "[role='dialog']");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const secret = await shownSecret(page);
  await copyAndClose(page);
  const refused = await callCapability(surface, "faq", secret);
  expect({ status: refused.status, body: await refused.json() }).toEqual({
    status: 403,
    body: WRONG_RESOURCE,
  });

  await page.getByRole("link", { name: "Office" }).click();
  const facts = page.getByRole("region", { name: "Details" });
  await expect(facts).toContainText("Allowed IPs");
  await expect(facts).toContainText("203.0.113.7");
  await page.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: "Edit API key" });
  await edit.getByRole("button", { name: "Remove 203.0.113.7" }).click();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(facts).toContainText("Any address");
  expect((await callCapability(surface, "faq", secret)).status).toBe(200);
});

test("revoking a key lists what it minted, and takes it along when that is chosen", async ({
  page,
}) => {
  test.slow();
  const { surface, minter } = await scene(page);
  const acme = await mint(surface, minter, "Acme Corp");
  await mint(surface, minter, "Globex");
  await page.goto("/settings/api");
  await actOnRow(page, "Key desk", "Revoke");
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("It minted 2 keys that can still be used.");
  const list = question.getByRole("list", { name: "Minted keys" });
  await expect(list.getByRole("link", { name: "Acme Corp" })).toBeVisible();
  await expect(question.getByRole("radio", { name: "Keep them" })).toBeChecked();
  await expectAccessibleAtWidths(page, "the question", "[role='alertdialog']");
  await question.getByRole("radio", { name: "Revoke them too" }).click();
  await question.getByLabel("Type Key desk to confirm").fill("Key desk");
  await question.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Key revoked")).toBeVisible();
  expect(await statusOf(surface, acme)).toBe(401);
});

test("an earlier end of a key lists what would outlive it, and shortens it when that is chosen", async ({
  page,
}) => {
  test.slow();
  const { surface, minter } = await scene(page);
  const acme = await mint(surface, minter, "Acme Corp");
  await page.goto("/settings/api");
  await actOnRow(page, "Key desk", "Edit");
  const dialog = page.getByRole("dialog", { name: "Edit API key" });
  await expect(dialog.getByText(/It minted/)).toHaveCount(0);
  await dialog.getByRole("button", { name: "30 days" }).click();
  await expect(dialog).toContainText("It minted 1 key that would outlive this date.");
  await expectAccessibleAtWidths(page, "the form", "[role='dialog']");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  expect(await expiryOf(page, surface, acme)).toBeNull();

  await actOnRow(page, "Key desk", "Edit");
  await dialog.getByRole("button", { name: "7 days" }).click();
  await dialog.getByRole("radio", { name: "Shorten them too" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  const end = Date.parse((await expiryOf(page, surface, acme)) ?? "");
  expect(end - Date.now()).toBeLessThan(8 * 86_400_000);
});

test("acts on several keys offer the same", async ({ page }) => {
  test.slow();
  const { surface, minter } = await scene(page);
  const other = await storeKey(page, { name: "Other" });
  const acme = await mint(surface, minter, "Acme Corp");
  await page.goto("/settings/api");
  const select = async () => {
    for (const { name } of [minter, other]) await checkboxOf(page, name).click();
  };
  await select();
  await selectionBar(page).getByRole("button", { name: "Set expiry" }).click();
  const expiry = page.getByRole("dialog");
  await expiry.getByRole("button", { name: "30 days" }).click();
  await expect(expiry).toContainText("They minted 1 key that would outlive this date.");
  await expiry.getByRole("radio", { name: "Shorten them too" }).click();
  await expiry.getByRole("button", { name: "Set expiry" }).click();
  await expect(expiry).toHaveCount(0);
  expect(await expiryOf(page, surface, acme)).not.toBeNull();

  await select();
  await selectionBar(page).getByRole("button", { name: "Revoke" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("They minted 1 key that can still be used.");
  await question.getByRole("radio", { name: "Revoke them too" }).click();
  await question.getByLabel("Type 2 keys to confirm").fill("2 keys");
  await question.getByRole("button", { name: "Confirm" }).click();
  await expect(question).toHaveCount(0);
  expect(await statusOf(surface, acme)).toBe(401);
});
