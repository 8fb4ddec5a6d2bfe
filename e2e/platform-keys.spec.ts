import { expect } from "@playwright/test";
import { call, copyAndClose, fillKey, openKey, shownSecret, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";

const REFUSED = { error: "Unauthorized", details: "Invalid or missing API key" };

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a key is created, copied, used, seen in use, rotated and revoked", async ({ page }) => {
  test.slow();
  await signUp(page);
  await expect(page.getByText("No keys yet: nothing can call the API")).toBeVisible();
  await page.getByRole("button", { name: "Create New API Key" }).click();
  await fillKey(page, {
    name: "Deploy script",
    environment: "Production",
    template: "Flow runner",
  });
  await page.getByRole("button", { name: "Create", exact: true }).click();

  const first = await shownSecret(page);
  expect(first).toMatch(/^rt_live_[0-9A-Za-z]{38}$/);
  await expect(page.getByText("Waiting for the first request")).toBeVisible();
  await page.getByRole("button", { name: "Copy .env" }).click();
  expect(await clipboard(page)).toBe(`RUNTYPE_API_KEY=${first}`);
  await page.getByRole("button", { name: "Copy First call" }).click();
  expect(await clipboard(page)).toContain(`/v1/me \\\n  -H "Authorization: Bearer ${first}"`);

  const served = await call(first);
  expect(served.status).toBe(200);
  expect(served.headers.get("x-ratelimit-remaining")).toBe("999");
  await expect(page.getByText(/First request received from 127\.0\.0\.0\/24/)).toBeVisible();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  expect(await clipboard(page)).toBe(first);
  await page.getByRole("button", { name: "Done" }).click();

  const row = page.getByRole("row", { name: /Deploy script/ });
  await expect(row).toContainText("Active");
  await expect(row).toContainText("FLOWS:EXECUTE");
  await expect(row).toContainText("127.0.0.0/24");
  await openKey(page, "Deploy script");
  const decisions = page.getByRole("region", { name: "Recent requests" });
  await expect(
    decisions.getByRole("row", { name: /Get current key.*GET \/v1\/me.*200.*deploy-script/ }),
  ).toHaveCount(1);
  const limits = page.getByRole("region", { name: "Rate limits" });
  await expect(limits.getByText("1 of 1,000", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Callers" })).toContainText("deploy-script/1.4");

  await page.getByRole("button", { name: "Rotate" }).click();
  await expect(page.getByRole("radio", { name: "24 hours" })).toBeChecked();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
  const second = await shownSecret(page);
  expect(second).not.toBe(first);
  await copyAndClose(page);
  const remaining = [];
  for (const secret of [second, first]) {
    const response = await call(secret);
    expect(response.status).toBe(200);
    remaining.push(response.headers.get("x-ratelimit-remaining"));
  }
  expect(remaining).toEqual(["998", "997"]);
  const board = page.getByRole("region", { name: "Hand-over" });
  await expect(board).toContainText("1 caller still uses the old secret");
  await expect(board.getByRole("region", { name: "Old secret" })).toContainText(
    "deploy-script/1.4",
  );
  await call(second);
  await expect(board).toContainText("Last call with the old secret: just now.");

  await page.getByRole("button", { name: "Revoke" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Revoke “Deploy script”?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expect(dialog).toContainText("401 Unauthorized");
  await expect(dialog).toContainText("deploy-script/1.4");
  await expect(dialog.getByRole("button", { name: "Confirm" })).toBeDisabled();
  await dialog.getByLabel("Type Deploy script to confirm").fill("Deploy script");
  await dialog.getByLabel("Reason").fill("Found in a public repository");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Key revoked")).toBeVisible();
  for (const secret of [first, second]) {
    const response = await call(secret);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual(REFUSED);
  }
  const proof = page.getByRole("status").filter({ hasText: "Refused by every server since" });
  await expect(proof).toContainText("The last accepted call was");
  await expect(proof).toContainText("2 later calls were refused with 401");
  await expect(proof).toContainText("Found in a public repository");
  await expect(page.getByRole("button", { name: "Rotate" })).toBeDisabled();
});

test("a rotation without grace ends the old secret at once", async ({ page }) => {
  await signUp(page, null);
  const { id, secret: first } = await storeKey(page, { name: "Leaked" });
  await page.goto(`/settings/api/${id}`);
  await page.getByRole("button", { name: "Rotate" }).click();
  await page.getByRole("radio", { name: "Now" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
  const second = await shownSecret(page);
  expect((await call(first)).status).toBe(401);
  expect((await call(second)).status).toBe(200);
  await expect(page.getByText(/First request received/)).toBeVisible();
  await copyAndClose(page);
  const secrets = page.getByRole("region", { name: "Secrets" });
  await expect(secrets.getByRole("listitem")).toHaveText([/Current/, /Retired/]);
});

test("a key that was never used is revoked without typing its name", async ({ page }) => {
  await signUp(page, null);
  const { secret } = await storeKey(page, { name: "Never used" });
  await page.goto("/settings/api");
  await page.getByRole("button", { name: "Actions for Never used" }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("Never");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("row", { name: /Never used.*Revoked/ })).toBeVisible();
  await expect(page.getByText("No call was ever accepted.")).toBeVisible();
  expect((await call(secret)).status).toBe(401);
});

function clipboard(page: Parameters<typeof signUp>[0]): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
