import { expect, type Page } from "@playwright/test";
import { expectAccessibleAtWidths } from "./support/accessible";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { callCapability, makeSurface, type Surface } from "./support/surfaces";
import { expectLight } from "./support/weight";

const PASSCODE = "tall-river-42";

async function openKeys(page: Page): Promise<Surface> {
  await signUp(page, null);
  const surface = await makeSurface(page);
  await page.goto(surface.keys);
  return surface;
}

/** Makes a link through the dialog; gives it back once it is put away. */
async function createLink(page: Page, name: string, passcode = ""): Promise<string> {
  await page.getByRole("button", { name: "Create claim link" }).click();
  const dialog = page.getByRole("dialog", { name: "Create claim link" });
  await dialog.getByLabel("Customer").fill("globex");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("checkbox", { name: "FAQ", exact: true }).click();
  await dialog.getByLabel("Passcode").fill(passcode);
  await dialog.getByRole("button", { name: "Create link" }).click();
  const reveal = page.getByRole("dialog", { name: "Copy the link" });
  const link = await reveal.getByLabel("Link", { exact: true }).inputValue();
  await expect(reveal.getByText("Opening alone uses nothing up")).toBeVisible();
  await expectAccessibleAtWidths(page, "the new claim link", "[role=dialog]");
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.press("Escape");
  await expect(reveal.getByText("Close without copying the link?")).toBeVisible();
  await reveal.getByRole("button", { name: "Close anyway" }).click();
  await expect(reveal).toHaveCount(0);
  return link;
}

test("a key is handed over by a link that its maker never sees the key of", async ({
  page,
  browser,
}) => {
  test.slow();
  const surface = await openKeys(page);
  const link = await createLink(page, "Globex CRM", PASSCODE);
  const panel = page.getByRole("region", { name: "Claim links" });
  await expect(panel).toContainText("Globex CRM");
  await expect(panel).toContainText("for globex");
  await expectAccessibleAtWidths(page, "the keys with a claim link");

  const scanner = await browser.newContext();
  const opened = await scanner.newPage();
  await opened.goto(link);
  await expect(opened.getByRole("button", { name: "Show my key" })).toBeVisible();
  await scanner.close();

  const context = await browser.newContext();
  const sent: string[] = [];
  context.on("request", (request) => {
    sent.push(request.url(), request.headers().referer ?? "");
  });
  const visitor = await context.newPage();
  await visitor.goto(link);
  await expect(
    visitor.getByRole("heading", { name: "Your API key for Support desk" }),
  ).toBeVisible();
  await expect(visitor).toHaveURL(/\/claim$/);
  for (const text of ["Example Works", "Globex CRM", "FAQ", "60 per minute", "globex"]) {
    await expect(visitor.getByRole("main")).toContainText(text);
  }
  await expect(visitor.getByRole("main")).not.toContainText("Order lookup");
  await expect(visitor.locator("a")).toHaveCount(0);
  await expectAccessibleAtWidths(visitor, "a claim link");
  await expectLight(visitor, "a claim link");

  await visitor.getByRole("button", { name: "Show my key" }).click();
  await expect(visitor.getByLabel("Passcode")).toHaveAccessibleDescription(/Enter the passcode/);
  await visitor.getByLabel("Passcode").fill("wrong-one");
  await visitor.keyboard.press("Enter");
  await expect(visitor.getByLabel("Passcode")).toHaveAccessibleDescription(/not the passcode/);
  await visitor.getByLabel("Passcode").fill(PASSCODE);
  await visitor.keyboard.press("Enter");
  const secret = await visitor.getByLabel("API key", { exact: true }).inputValue();
  expect(secret).toMatch(/^papi_[0-9A-Za-z]{38}$/);
  await expect(visitor.getByText("RUNTYPE_SURFACE_API_KEY=")).toBeVisible();
  await expect(visitor.getByText(`${surface.api}/api/faq`)).toBeVisible();
  await expectAccessibleAtWidths(visitor, "a claimed key");

  await visitor.reload();
  await visitor.getByRole("button", { name: "Show my key again" }).click();
  await expect(visitor.getByLabel("API key", { exact: true })).toHaveValue(secret);
  const token = new URL(link).hash.slice(1);
  expect(sent.filter((text) => text.includes(token) || text.includes(secret))).toEqual([]);
  expect(
    await visitor.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])),
  ).not.toContain(token);

  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await expect(other.getByText("already claimed")).toBeVisible();
  await expectAccessibleAtWidths(other, "a claim link that is over");
  await other.context().close();

  expect((await callCapability(surface, "faq", secret)).status).toBe(200);
  expect((await callCapability(surface, "refund", secret)).status).toBe(403);
  await visitor.reload();
  await expect(visitor.getByText("already claimed")).toBeVisible();
  await context.close();

  await page.reload();
  await expect(panel).toHaveCount(0);
  await page.getByRole("link", { name: "Globex CRM" }).click();
  await expect(page.getByText("By claim link")).toBeVisible();
});

test("a link is withdrawn, and what it says is a text", async ({ page, browser }) => {
  const name = "<img src=x onerror=alert(1)>";
  await openKeys(page);
  const link = await createLink(page, name);
  const visitor = await (await browser.newContext()).newPage();
  const dialogs: string[] = [];
  visitor.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await visitor.goto(link);
  await expect(visitor.getByText(name)).toBeVisible();
  await page.getByRole("button", { name: "Withdraw" }).click();
  const question = page.getByRole("alertdialog", { name: "Withdraw this claim link?" });
  await question.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText("Claim link withdrawn")).toBeVisible();
  await expect(page.getByRole("region", { name: "Claim links" })).toHaveCount(0);
  await visitor.getByRole("button", { name: "Show my key" }).click();
  await expect(visitor.getByText("This link does not work any more")).toBeVisible();
  expect(dialogs).toEqual([]);
  await visitor.context().close();
});
