import { readdirSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectAccessibleAtWidths } from "./support/accessible";
import { storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";

const GUIDES = readdirSync("docs/guides").map((file) => file.replace(/\.md$/, ""));

const search = (page: Page) => page.getByRole("combobox", { name: "Search the documentation" });

test("a visitor is sent to sign in or up, but may read every guide and the reference", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-(in|up)/);
  for (const name of GUIDES) {
    const response = await page.request.get(`/docs/${name}`);
    const source = await page.request.get(`/docs/${name}.md`);
    expect([name, response.status(), source.status()]).toEqual([name, 200, 200]);
    expect(source.headers()["content-type"]).toBe("text/markdown; charset=utf-8");
    const [, title = ""] = /^# (.+)/.exec(await source.text()) ?? [];
    expect(await response.text()).toContain(`<h1>${title}</h1>`);
    expect(await (await page.request.get("/llms.txt")).text()).toContain(`/docs/${name}.md`);
    expect(await (await page.request.get("/llms-full.txt")).text()).toContain(`# ${title}\n`);
  }
  await page.goto("/docs/api#platformKey_create");
  await expect(page.getByRole("heading", { name: "Create an API key" })).toBeInViewport();
});

test("a page that does not exist is 404 and offers what is near", async ({
  page,
  consoleErrors,
}) => {
  const response = await page.goto("/docs/quickstart");
  expect(response?.status()).toBe(404);
  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: "Quick start" })).toHaveAttribute(
    "href",
    "/docs/quick-start",
  );
  await expectAccessible(page, "no such page");
  // The browser reports the status of the page, and nothing else.
  expect(consoleErrors.splice(0)).toEqual([expect.stringContaining("404")]);
  expect((await page.request.get("/docs/a/b/c")).status()).toBe(404);
  expect((await page.request.get("/docs/nothing.md")).status()).toBe(404);
});

test("the search is worked by the keyboard alone", async ({ page }) => {
  await page.goto("/docs/quick-start");
  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
  await page.keyboard.type("retry-after");
  const found = page.getByRole("option");
  await expect(found.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(found.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(found.first()).toBeHidden();
  await search(page).fill("wait and try again");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/docs\/rate-limits#wait-and-try-again$/);
});

test("the documentation has nothing that axe finds and loads nothing from elsewhere", async ({
  page,
  baseURL,
}) => {
  test.slow();
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${baseURL}/`)) {
      foreign.push(request.url());
    }
  });
  for (const path of ["/docs", "/docs/errors"]) {
    await page.goto(path);
    await expectAccessibleAtWidths(page, path);
  }
  await page.goto("/docs/api");
  const operation = page.getByRole("region", { name: "Create a record" });
  await operation.getByText(/^Errors/).click();
  await operation.getByRole("button", { name: "Try it" }).click();
  await expect(operation.getByLabel("API key")).toBeFocused();
  await expectAccessibleAtWidths(page, "operation", "[aria-labelledby='record_create']");
  expect(foreign).toEqual([]);
});

test("a request tried in the reference goes out with the key and is answered", async ({ page }) => {
  await signUp(page, null);
  const { secret } = await storeKey(page, { name: "From the reference" });
  await page.goto("/docs/api");
  const operation = page.getByRole("region", { name: "Get current key" });
  await operation.getByRole("button", { name: "Try it" }).click();
  await operation.getByLabel("API key").fill(secret);
  await operation.getByRole("button", { name: "Send GET" }).click();
  await expect(operation.getByText('"From the reference"')).toBeVisible();
  await expect(operation.getByText(/^200 .*requests left$/)).toBeVisible();
});
