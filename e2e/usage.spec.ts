import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { expectAccessibleAtWidths } from "./support/accessible";
import { storeCustomer } from "./support/customers";
import { call, type StoredKey, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { callCapability, makeSurface, storeSurfaceKey } from "./support/surfaces";

async function callTimes(key: StoredKey, times: number, path?: string) {
  for (let done = 0; done < times; done += 1) await call(key.secret, path);
}

/** What a total of the page says. */
function total(page: Page, label: string) {
  return page.locator("dl > div").filter({ hasText: label }).locator("dd").first();
}

function panel(page: Page, name: string) {
  return page.getByRole("region", { name, exact: true }).first();
}

function row(page: Page, table: string, name: string) {
  return page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: name });
}

async function csvOf(page: Page, what: string): Promise<string> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: `Download ${what} as CSV` }).click();
  return readFile(await (await waiting).path(), "utf8");
}

/** Two keys with 7 accepted, 2 forbidden and 3 unfound requests between them. */
async function withRequests(page: Page) {
  await signUp(page, null);
  const permissions = ["FLOWS:READ"];
  const deploy = await storeKey(page, {
    name: "Deploy script",
    permissions,
    environment: "production",
  });
  const formula = await storeKey(page, { name: "=1+1", permissions, environment: "test" });
  await callTimes(deploy, 5);
  await callTimes(deploy, 2, "/v1/records");
  await callTimes(formula, 2);
  await callTimes(formula, 3, "/v1/flows/flow_00000000000000000000000000");
  return { deploy, formula };
}

test("an organization without requests reads what that means", async ({ page }) => {
  await signUp(page, "/usage");
  await expect(page.getByText("nothing has called the API")).toBeVisible();
  await expect(page.getByRole("link", { name: "Call the platform API" })).toBeVisible();
  await page.goto("/usage?environment=test");
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect(page).toHaveURL(/\/usage$/);
});

test("the page shows exactly what callers sent, as chart, as table and as CSV, readable wide and narrow, and refreshes itself", async ({
  page,
}) => {
  const { deploy } = await withRequests(page);
  await page.goto("/usage?range=24h");
  await expect(total(page, "Requests")).toHaveText("12", { timeout: 20_000 });
  await expect(total(page, "Accepted")).toHaveText("7");
  await expect(total(page, "Rate limited")).toHaveText("0");
  await expect(total(page, "Refused or failed")).toHaveText("5");
  await expect(row(page, "Top keys", "Deploy script").getByRole("cell")).toHaveText([
    "",
    "7",
    "5",
    "2",
    "0",
    "0",
  ]);
  await expect(row(page, "Errors", "Missing scope")).toContainText("2");
  await expect(row(page, "Errors", "Not found")).toContainText("404");
  await expect(row(page, "Errors", "Not found")).toContainText("3");

  const requests = panel(page, "Requests over time");
  await requests.getByText("Show as a table").click();
  const sums = requests.getByRole("row").last();
  await expect(sums.getByRole("cell")).toHaveText(["Whole range", "12", "7", "2", "0", "3"]);
  const axis = requests.locator("[data-axis=value] span");
  for (const mark of await axis.allTextContents()) expect(mark).toMatch(/^\d+$/);
  const chart = requests.getByRole("application", { name: "Requests over time" });
  await chart.focus();
  const status = requests.getByRole("status");
  const columns = new Map<string | null, number>();
  let before: string | null = null;
  for (let column = 0; column < 24; column += 1) {
    if (column > 0) await page.keyboard.press("ArrowRight");
    if (before !== null) await expect(status).not.toContainText(before);
    const accepted = await status.getByRole("listitem").first().textContent();
    before = await status.getByRole("paragraph").textContent();
    columns.set(before, Number(/^Accepted (\d+)$/.exec(accepted ?? "")?.[1]));
  }
  expect(columns.size).toBe(24);
  expect([...columns.values()].reduce((sum, count) => sum + count, 0)).toBe(7);

  const series = (await csvOf(page, "requests over time")).split("\r\n").slice(0, -1);
  expect(series[0]).toBe("\uFEFFStart (UTC),Requests,Accepted,Refused,Rate limited,Errors");
  expect(series).toHaveLength(25);
  expect(series.slice(1).reduce((sum, line) => sum + Number(line.split(",")[1]), 0)).toBe(12);
  const keys = await csvOf(page, "top keys");
  expect(keys).toMatch(/\r\n'=1\+1,key_[^,]+,test,5,2,0,0,3\r\n/);
  await expectAccessibleAtWidths(page, "usage");

  await callTimes(deploy, 1);
  await expect(total(page, "Requests")).toHaveText("13", { timeout: 25_000 });
});

test("the table of keys and capabilities tells which key calls what, and leads to it", async ({
  page,
}) => {
  await signUp(page, null);
  const surface = await makeSurface(page);
  const facts = { environment: "production" };
  const shop = await storeSurfaceKey(page, surface, { name: "Shop", ...facts });
  const portal = await storeSurfaceKey(page, surface, {
    name: "Portal",
    scopes: [surface.capabilities.faq],
    ...facts,
  });
  for (const slug of ["faq", "faq", "faq", "refund"]) {
    await callCapability(surface, slug, shop.secret);
  }
  for (const slug of ["faq", "refund"]) await callCapability(surface, slug, portal.secret);
  await page.goto("/usage?range=24h");
  await expect(total(page, "Requests")).toHaveText("6", { timeout: 20_000 });
  const matrix = page.getByRole("table", { name: "Keys and capabilities" });
  await expect(matrix.getByRole("columnheader")).toHaveText(["Key", "FAQ", "Refund"]);
  await expect(matrix.getByRole("row").filter({ hasText: "Shop" }).getByRole("cell")).toHaveText([
    "3",
    "1",
  ]);
  await matrix.getByRole("link", { name: "1 request of Portal to Refund" }).click();
  await expect(page).toHaveURL(new RegExp(`capability=${surface.capabilities.refund}`));
  await expect(total(page, "Requests")).toHaveText("1");
  await expect(row(page, "Errors", "Missing scope")).toContainText("Refund");
  await row(page, "Top keys", "Portal").getByRole("link", { name: "Portal" }).click();
  await expect(page).toHaveURL(new RegExp(`/keys/${portal.id}`));
  await expect(total(page, "Requests")).toHaveText("2");
});

test("filters live in the address and survive a reload", async ({ page }) => {
  const { formula } = await withRequests(page);
  await page.goto("/usage?range=24h");
  await expect(total(page, "Requests")).toHaveText("12", { timeout: 20_000 });
  await page.getByLabel("Environment").click();
  await page.getByRole("option", { name: "Production" }).click();
  await expect(page).toHaveURL(/environment=production/);
  await expect(total(page, "Requests")).toHaveText("7");
  await page.getByLabel("Outcome").click();
  await page.getByRole("option", { name: "Missing scope" }).click();
  await expect(total(page, "Requests")).toHaveText("2");
  await page.reload();
  await expect(total(page, "Requests")).toHaveText("2");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(total(page, "Requests")).toHaveText("12");

  await page.getByRole("button", { name: "Key Any" }).click();
  await page.getByPlaceholder("Find a key").fill("=1");
  await page.getByRole("option", { name: "=1+1" }).click();
  await expect(page).toHaveURL(new RegExp(`key=${formula.id}`));
  await expect(total(page, "Requests")).toHaveText("5");
  await page.reload();
  await expect(total(page, "Requests")).toHaveText("5");

  await page.getByLabel("Time range").click();
  await page.getByRole("option", { name: "Last hour" }).click();
  await expect(page).toHaveURL(/range=1h/);
  await expect(page).toHaveURL(/key=key_/);
  await expect(total(page, "Requests")).toHaveText("5");
});

test("a range of one's own is in one's own time, and a wrong one is refused in words", async ({
  page,
}) => {
  await signUp(page, "/usage");
  await page.getByLabel("Time range").click();
  await page.getByRole("option", { name: "Custom range" }).click();
  await page.getByLabel("From", { exact: true }).fill("2026-03-30T00:00");
  await page.getByLabel("To", { exact: true }).fill("2026-03-28T00:00");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("alert").first()).toHaveText("The start must be before the end.");
  await page.getByLabel("From", { exact: true }).fill("2026-03-28T00:00");
  await page.getByLabel("To", { exact: true }).fill("2026-03-30T00:00");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/from=2026-03-27T23%3A00%3A00.000Z/);
  await expect(page).toHaveURL(/to=2026-03-29T22%3A00%3A00.000Z/);
  await page.goto("/usage?from=1900-01-01T00:00:00Z&to=2026-01-01T00:00:00Z");
  const note = page.getByRole("alert").filter({ hasText: "Part of this URL is not valid" });
  await expect(note).toContainText("from=1900-01-01T00:00:00Z");
  await note.getByRole("button", { name: "Remove from the URL" }).click();
  await expect(page).toHaveURL(/\/usage$/);
  await expect(note).toHaveCount(0);
});

test("what customers used is told apart as one asks, in the address and as CSV, at any width", async ({
  page,
}) => {
  await signUp(page, null);
  const surface = await makeSurface(page);
  const [acme, globex] = [
    await storeCustomer(page, { name: "Acme Corp" }),
    await storeCustomer(page, { name: "Globex" }),
  ];
  for (const [customerId, integration, times] of [
    [acme.id, "CRM sync", 3],
    [acme.id, "Web shop", 1],
    [globex.id, "CRM sync", 2],
  ] as const) {
    const facts = { name: integration, environment: "production", customerId, integration };
    const { secret } = await storeSurfaceKey(page, surface, facts);
    for (let done = 0; done < times; done += 1) await callCapability(surface, "faq", secret);
  }
  await page.goto("/usage");
  const cells = (name: string) => row(page, "Customers", name).getByRole("cell");
  await expect(async () => {
    await page.reload();
    await expect(cells("Total")).toHaveText(["Total", "6", "6", "0", "0"], { timeout: 2_000 });
  }).toPass();
  await expect(cells("Acme Corp")).toHaveText(["4", "4", "0", "0"]);
  await expect(cells("Globex")).toHaveText(["2", "2", "0", "0"]);
  await expectAccessibleAtWidths(page, "usage of customers");
  await page.setViewportSize({ width: 1440, height: 900 });

  const customers = panel(page, "Customers");
  await customers.getByLabel("Customer", { exact: true }).click();
  await page.getByRole("option", { name: "Acme Corp" }).click();
  await customers.getByLabel("Group by").click();
  await page.getByRole("option", { name: "Integration" }).click();
  await expect(page).toHaveURL(new RegExp(`customer=${acme.id}&by=integration`));
  await expect(cells("CRM sync")).toHaveText(["3", "3", "0", "0"]);
  await page.reload();
  await expect(cells("Web shop")).toHaveText(["1", "1", "0", "0"]);
  expect(await csvOf(page, "customers")).toBe(
    "\uFEFFIntegration,Integration id,Requests,Units,Price,Cost\r\nCRM sync,CRM sync,3,3,0,0\r\nWeb shop,Web shop,1,1,0,0\r\n",
  );
  await customers.getByLabel("Integration", { exact: true }).click();
  await page.getByRole("option", { name: "Web shop" }).click();
  await expect(cells("Total")).toHaveText(["Total", "1", "1", "0", "0"]);
});
