import { expect, type Locator, type Page } from "@playwright/test";
import { actOnRow, call, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { storeSecret } from "./support/secrets";
import { checkboxOf, selectionBar } from "./support/selection";
import { callCapability, makeSurface, storeSurfaceKey } from "./support/surfaces";
import {
  brokenGroups,
  expectCutTextSaysSo,
  expectNothingBeside,
  expectNothingLeavesItsCell,
  widthsOf,
} from "./support/widths";

const LONG = "Nightly export of every customer record, run for the Administration "
  .repeat(4)
  .trim();
const NAME = LONG.slice(0, 200).trim();

/** An IPv6 address in full. */
const FROM_AFAR = { headers: { "X-Forwarded-For": "2001:0db8:85a3:1234:5678:8a2e:1370:7334" } };

test("columns that matter are in sight at every width, and what is cut says so", async ({
  page,
}) => {
  test.slow();
  await signUp(page, null);
  const surface = await makeSurface(page);
  const permissions = ["SURFACE_KEYS:WRITE", "FLOWS:EXECUTE", "RECORDS:READ"];
  const environment = "production";
  const key = await storeKey(page, { name: NAME, permissions, environment });
  await storeKey(page, { name: "W".repeat(200), permissions, environment });
  await call(key.secret, "/v1/me", FROM_AFAR);
  const customer = await storeSurfaceKey(page, surface, {
    name: "W".repeat(200),
    customer: "V".repeat(200),
    environment,
    scopes: [surface.capabilities.faq, surface.capabilities.refund],
  });
  await callCapability(surface, "faq", customer.secret);
  await storeSecret(page, {
    hosts: ["very-long-name-of-a-host.of-the-administration.example.com"],
  });
  const { data } = await (await page.request.get("/v1/flows?search=FAQ")).json();
  const runs = `/flows/${data[0].id}/runs`;
  const lists = [surface.keys, runs, "/settings/secrets", "/products", "/flows", "/settings/api"];
  for (const [index, address] of lists.entries()) {
    await page.goto(address);
    await expect(page.getByRole("table")).toBeVisible();
    for (const width of widthsOf(`list ${index}`)) {
      await page.setViewportSize({ width, height: 900 });
      const place = `${address} at ${width}`;
      await expectNothingBeside(page, place);
      await expectCutTextSaysSo(page, place);
      await expectNothingLeavesItsCell(page, place);
    }
  }
  const row = page.getByRole("row").filter({ hasText: NAME.slice(0, 60) });
  for (const width of widthsOf("row")) {
    await page.setViewportSize({ width, height: 900 });
    for (const column of ["Last used", "Expires", "Created"]) {
      const cell = row.locator(`td[data-label="${column}"]`);
      await cell.scrollIntoViewIfNeeded();
      await expect(cell, `${column} at ${width}`).toBeInViewport({ ratio: 1 });
    }
    const address = row.getByText(/^from 2001:/);
    expect(await address.evaluate(brokenGroups), `address at ${width}`).toEqual([]);
    const name = row.getByRole("link").first().locator("span").first();
    const lines = await name.evaluate(
      (element) =>
        element.getBoundingClientRect().height /
        Number.parseFloat(getComputedStyle(element).lineHeight),
    );
    expect(Math.round(lines), `lines of the name at ${width}`).toBeLessThanOrEqual(2);
  }
  await page.goto(`/settings/api/${key.id}`);
  const arrow = page.getByRole("link", { name: "API keys" }).last().locator("svg");
  await expect(arrow).toBeVisible();
  for (const width of widthsOf("key")) {
    await page.setViewportSize({ width, height: 900 });
    await expectNothingBeside(page, `key at ${width}`, "html");
    expect((await arrow.boundingBox())?.width, `arrow at ${width}`).toBeGreaterThan(12);
  }
});

test("long names leave room for what is beside them: numbers, charts and the way back", async ({
  page,
}) => {
  await signUp(page, null);
  const offers = [{ name: `Order ${"W".repeat(80)}`, slug: "order" }];
  const surface = await makeSurface(page, offers);
  const environment = "production";
  const key = await storeSurfaceKey(page, surface, { name: NAME, environment });
  await callCapability(surface, "order", key.secret);
  await expect(async () => {
    await page.goto("/usage?range=24h");
    await expect(page.getByRole("table", { name: "Keys and capabilities" })).toBeVisible();
  }).toPass({ timeout: 20_000 });
  const widths = [1280, 1440, 1920];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await expectNothingBeside(page, `usage at ${width}`);
    const tops = ["Requests over time", "Latency"].map(async (name) => {
      const chart = await page.getByRole("application", { name }).boundingBox();
      return chart?.y;
    });
    const [requests, latency] = await Promise.all(tops);
    expect(latency, `charts at ${width}`).toBe(requests);
  }
  await page.goto(`${surface.keys}/${key.id}`);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const name of ["Support desk", "Customer API"]) {
      const crumb = page.getByRole("banner").getByRole("link", { name, exact: true });
      const isCut = await crumb.evaluate((link) => link.scrollWidth > link.clientWidth);
      expect(isCut, `${name} at ${width}`).toBe(false);
    }
  }
});

/** Whether all of what a dialog holds is seen without scrolling. */
function expectWhole(dialog: Locator) {
  return expect
    .poll(() =>
      dialog.evaluate((element) =>
        [element, ...element.querySelectorAll("*")].every(
          (each) =>
            !/auto|scroll/.test(getComputedStyle(each).overflowY) ||
            each.scrollHeight <= each.clientHeight + 1,
        ),
      ),
    )
    .toBe(true);
}

test("both create dialogs fit 1440 x 900, and a template folds the grid to its sentence", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signUp(page);
  await page.getByRole("button", { name: "Create New API Key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create New API Key" });
  await expect(dialog.getByLabel("Expiration Date")).toBeInViewport({ ratio: 1 });
  await expectWhole(dialog);
  await expect(dialog.getByText(/^This key will be able to/)).toBeVisible();
  await expect(dialog.getByLabel("Filter permissions")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Customize" }).click();
  await dialog
    .getByRole("group", { name: "Records" })
    .getByRole("button", { name: "Write" })
    .click();
  await expect(dialog.getByRole("button", { name: "Customize" })).toHaveCount(0);
  await dialog.getByRole("radio", { name: "Analytics" }).click();
  await expect(dialog.getByLabel("Filter permissions")).toHaveCount(0);
  await expect(dialog.getByText("This key will be able to read usage numbers.")).toBeVisible();

  const surface = await makeSurface(page);
  await page.goto(surface.keys);
  await page.getByRole("button", { name: "Create API Key" }).click();
  const other = page.getByRole("dialog", { name: "Create API Key" });
  await expect(other.getByLabel("Expiration Date")).toBeInViewport({ ratio: 1 });
  await expectWhole(other);
});

test("a key's page says each thing once, and first what needs someone", async ({ page }) => {
  await signUp(page, null);
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const key = await storeKey(page, { name: "Soon", permissions: ["FLOWS:READ"], expiresAt: soon });
  await call(key.secret);
  await page.goto(`/settings/api/${key.id}`);
  await expect(page.getByRole("main").getByRole("status").first()).toContainText(
    "Expires soonExpires within 14 days.",
  );
  await expect(page.getByRole("application", { name: "Requests over time" })).toHaveCount(1, {
    timeout: 20_000,
  });
  const titles = await page.getByRole("main").getByRole("heading").allTextContents();
  expect(titles.filter((title) => /^Requests/.test(title))).toEqual(["Requests over time"]);
  expect(new Set(titles).size).toBe(titles.length);
});

test("the list of products compares keys, requests and last calls", async ({ page }) => {
  await signUp(page, null);
  const surface = await makeSurface(page);
  const key = await storeSurfaceKey(page, surface, { name: "Acme" });
  await callCapability(surface, "faq", key.secret);
  await expect(async () => {
    await page.goto("/products");
    const row = page.getByRole("row").filter({ hasText: "Support desk" });
    await expect(row.locator('td[data-label="Keys"]')).toHaveText("1");
    await expect(row.locator('td[data-label="Requests, 7 days"]')).toHaveText("1");
    await expect(row.locator('td[data-label="Last call"]')).toHaveText("just now");
  }).toPass({ timeout: 20_000 });
});

test("a product's page reads who can call its capabilities once", async ({ page }) => {
  await signUp(page, null);
  const { productId } = await makeSurface(page);
  const fetches: string[] = [];
  page.on("request", (request) => {
    if (/fetch|xhr/.test(request.resourceType())) fetches.push(request.url());
  });
  await page.goto(`/products/${productId}`);
  await expect(page.getByText("No key can call it")).toHaveCount(3);
  await page.waitForLoadState("networkidle");
  expect(fetches).toHaveLength(1);
});

async function expectFocusKept(page: Page, act: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName), { message: act })
    .not.toBe("BODY");
}

test("the focus is never lost to the body: menus, bulk bars, dialogs and rows that go", async ({
  page,
}) => {
  test.slow();
  await signUp(page, null);
  for (const name of ["One", "Two"]) await storeKey(page, { name, permissions: ["FLOWS:READ"] });
  await page.goto("/settings/api");
  await page.getByRole("button", { name: "Actions for One" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Actions for One" })).toBeFocused();
  await page.getByLabel("Status").press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Status")).toBeFocused();
  await checkboxOf(page, "One").click();
  await selectionBar(page).getByRole("button", { name: "Clear the selection" }).press("Enter");
  await expect(selectionBar(page).getByRole("button")).toHaveCount(0);
  await expectFocusKept(page, "clearing the selection");
  await actOnRow(page, "One", "Edit");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectFocusKept(page, "closing a dialog");

  await storeSecret(page, { hosts: ["api.example.com"] });
  await page.goto("/settings/secrets");
  await page.getByRole("button", { name: "Actions for TOKEN" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByText("No draft or published version")).toBeVisible();
  await page.getByRole("alertdialog").getByRole("button", { name: "Confirm" }).press("Enter");
  await expect(page.getByText("No secrets yet")).toBeVisible();
  await expectFocusKept(page, "deleting a row");
});
