import { expect, type Page } from "@playwright/test";
import { storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";

const DAY = 86_400_000;

function names(page: Page) {
  return page.getByRole("rowgroup").last().getByRole("link");
}

async function storeMany(page: Page, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    await storeKey(page, { name: `Key ${String(number).padStart(2, "0")}` });
  }
}

test("search and filters live in the address, and Back undoes them", async ({ page }) => {
  await signUp(page, null);
  await storeKey(page, { name: "Deploy script", environment: "production" });
  await storeKey(page, { name: "Nightly export", environment: "test" });
  await storeKey(page, {
    name: "Old importer",
    environment: "test",
    expiresAt: new Date(Date.now() + 5 * DAY).toISOString(),
  });
  await page.goto("/settings/api");
  await expect(names(page)).toHaveText(["Old importer", "Nightly export", "Deploy script"]);

  await page.getByLabel("Environment").click();
  await page.getByRole("option", { name: "Test" }).click();
  await expect(page).toHaveURL(/environment=test/);
  await expect(names(page)).toHaveText(["Old importer", "Nightly export"]);
  await page.getByLabel("Status").click();
  await page.getByRole("option", { name: "Expires soon" }).click();
  await expect(names(page)).toHaveText(["Old importer"]);
  await expect(page).toHaveURL(/status=expires_soon/);
  await page.goBack();
  await expect(names(page)).toHaveText(["Old importer", "Nightly export"]);
  await page.goBack();
  await expect(names(page)).toHaveCount(3);

  await page.getByLabel("Search keys").fill("DEPLOY");
  await expect(page).toHaveURL(/search=DEPLOY/);
  await expect(names(page)).toHaveText(["Deploy script"]);
  await page.reload();
  await expect(page.getByLabel("Search keys")).toHaveValue("DEPLOY");
  await page.getByLabel("Search keys").fill("nothing is called this");
  await expect(page.getByRole("heading", { name: "No keys match" })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(names(page)).toHaveCount(3);
  await expect(page).toHaveURL(/\/settings\/api$/);
});

test("the order is the server's and stands in the address", async ({ page }) => {
  await signUp(page, null);
  for (const name of ["Bravo", "alpha", "Charlie"]) await storeKey(page, { name });
  await page.goto("/settings/api");
  await expect(names(page)).toHaveText(["Charlie", "alpha", "Bravo"]);
  await page.getByRole("button", { name: "Name" }).click();
  await expect(names(page)).toHaveText(["alpha", "Bravo", "Charlie"]);
  await expect(page).toHaveURL(/sort=name/);
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await page.getByRole("button", { name: "Name" }).click();
  await expect(names(page)).toHaveText(["Charlie", "Bravo", "alpha"]);
  await page.goBack();
  await expect(names(page)).toHaveText(["alpha", "Bravo", "Charlie"]);
});

test("pages follow each other without a gap, and a tampered address starts again", async ({
  page,
}) => {
  await signUp(page, null);
  await storeMany(page, 55);
  await page.goto("/settings/api?sort=name");
  await expect(page.getByText("1–25 of 55 keys")).toBeVisible();
  const seen: string[] = [];
  for (const range of ["1–25", "26–50", "51–55"]) {
    await expect(page.getByText(`${range} of 55 keys`)).toBeVisible();
    seen.push(...(await names(page).allTextContents()));
    if (range !== "51–55") await page.getByRole("button", { name: "Next", exact: true }).click();
  }
  expect(seen).toHaveLength(55);
  expect(new Set(seen).size).toBe(55);
  expect(seen).toEqual([...seen].sort());
  await expect(page.getByRole("button", { name: "Next", exact: true })).toBeDisabled();
  await page.getByRole("button", { name: "Previous" }).click();
  await expect(page.getByText("26–50 of 55 keys")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("51–55 of 55 keys")).toBeVisible();

  await page.goto("/settings/api?cursor=nonsense&sort=bogus&status=bogus");
  await expect(page).toHaveURL(/\/settings\/api\?sort=bogus&status=bogus$/);
  await expect(page.getByText("Part of this URL is not valid")).toBeVisible();
  await expect(page.getByText("1–25 of 55 keys")).toBeVisible();
});

test("an address of a key that is not there says so with 404", async ({ page, consoleErrors }) => {
  await signUp(page, null);
  for (const id of ["key_01h455vb4pex5vsknk084sn02q", "flow_nonsense", "%00"]) {
    expect((await page.goto(`/settings/api/${id}`))?.status()).toBe(404);
    await expect(page.getByText("Page not found")).toBeVisible();
    expect(consoleErrors.splice(0)).toEqual([expect.stringContaining("404")]);
  }
});
