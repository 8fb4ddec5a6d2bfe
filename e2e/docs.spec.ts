import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";

// Drawing the whole reference takes seconds, and a trace of it many more.
test.use({ trace: "off", actionTimeout: 30_000 });

test("a visitor is sent to sign in or up, but may read the reference", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-(in|up)/);
  await page.goto("/docs");
  const me = page.getByRole("button", { name: /^GET \/v1\/me/ });
  await expect(me).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("heading", { level: 1, name: /Runtype API/ })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, reducedMotion: "reduce" });

    test("the reference has nothing that axe finds and loads nothing from elsewhere", async ({
      page,
      baseURL,
    }) => {
      const foreign: string[] = [];
      page.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${baseURL}/`)) {
          foreign.push(request.url());
        }
      });
      await page.goto("/docs");
      await page.getByRole("button", { name: /^POST \/v1\/api-keys Create/ }).click();
      await expect(page.getByText("Copy this key now.").first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html)}`)).toEqual([]);
      expect(foreign).toEqual([]);
    });
  });
}

test("a request tried in the reference goes out with the key and is answered", async ({ page }) => {
  await signUp(page);
  const { secret } = await storeKey(page, { name: "From the reference" });
  await page.goto("/docs");
  await page.getByRole("button", { name: "Authorize" }).first().click();
  const dialog = page.locator(".dialog-ux");
  await dialog.getByRole("textbox").first().fill(secret);
  await dialog.getByRole("button", { name: "Apply credentials" }).first().click();
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await page.getByRole("button", { name: /^GET \/v1\/me/ }).click();
  await page.getByRole("button", { name: "Try it out" }).click();
  await page.getByRole("button", { name: "Execute" }).click();
  await expect(page.getByText('"From the reference"').first()).toBeVisible();
});

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 360, height: 800 } });

  test("the reference never scrolls sideways, whatever is opened", async ({ page }) => {
    await page.goto("/docs");
    for (const name of [/^GET \/v1\/records List/, /^POST \/v1\/flows Create/]) {
      await page.getByRole("button", { name }).click();
    }
    await expect(page.locator(".is-open pre").first()).toBeVisible();
    const excess = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    expect(await excess()).toBe(0);
    await page.locator(".is-open").getByRole("tab", { name: "Schema" }).first().click();
    expect(await excess()).toBe(0);
  });
});
