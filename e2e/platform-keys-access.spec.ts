import { expect, type Page } from "@playwright/test";
import { DIALOG, expectAccessibleAtWidths } from "./support/accessible";
import { ORIGIN } from "./support/database";
import { actOnRow, call, copyAndClose, fillKey, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { walkSelection } from "./support/selection";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

async function walkCreate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create New API Key" }).click();
  await page.getByRole("dialog").getByText("More options").click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText("Enter a name.")).toBeVisible();
  await expectAccessibleAtWidths(page, "create form", DIALOG);
  await fillKey(page, { name: "Full", environment: "Production", template: "Full access" });
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Close without copying")).toBeVisible();
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

async function walkKey(page: Page): Promise<void> {
  const headers = { Origin: ORIGIN };
  const { id, secret } = await storeKey(page, { name: "In use", permissions: ["FLOWS:READ"] });
  await call(secret);
  await call(secret, "/v1/records");
  await page.request.post(`/v1/api-keys/${id}/rotate`, { data: {}, headers });
  await page.goto(`/settings/api/${id}`);
  await expect(page.getByRole("region", { name: "Hand-over" })).toBeVisible();
  await expect(page.getByText("Missing scope").first()).toBeVisible();
  await expectAccessibleAtWidths(page, "key");
  await page.request.delete(`/v1/api-keys/${id}`, { headers });
  await page.reload();
  await expect(page.getByText("Refused by every server since")).toBeVisible();
  await expectAccessibleAtWidths(page, "revoked key");
}

test("every page and dialog of keys has nothing that axe finds", async ({ page }) => {
  test.slow();
  await signUp(page);
  await expectAccessibleAtWidths(page, "no keys");
  await walkCreate(page);
  await storeKey(page, {
    name: "Everything but execute, with a long name that has to wrap somewhere",
    permissions: ["FLOWS:READ", "FLOWS:WRITE", "RECORDS:*", "PROMPTS:READ"],
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  await page.reload();
  await expect(page.getByRole("link", { name: /Everything but execute/ })).toBeVisible();
  await expectAccessibleAtWidths(page, "list");
  await walkActs(page);
  await walkSelection(page);
  await page.getByLabel("Search keys").fill("nothing");
  await expect(page.getByText("No keys match")).toBeVisible();
  await expectAccessibleAtWidths(page, "no match");
  await walkKey(page);
});
