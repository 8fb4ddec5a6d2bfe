import { execFileSync } from "node:child_process";
import { expect } from "@playwright/test";
import { ORIGIN } from "./support/database";
import { signUp } from "./support/people";
import { callApi, launchApi, placeOf } from "./support/products";
import { test } from "./support/quiet-test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a stranger goes from no products to a first call that the page shows", async ({ page }) => {
  test.slow();
  await signUp(page, "/products");
  await expect(page.getByText("No products yet: nobody outside can use your flows")).toBeVisible();
  await page.getByRole("button", { name: "New Product" }).click();
  const dialog = page.getByRole("dialog", { name: "New Product" });
  await expect(dialog.getByRole("radio", { name: "REST API" })).toBeChecked();
  await dialog.getByRole("button", { name: "Create REST API" }).click();
  await expect(dialog.getByText("Enter a name.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Welcome API");
  await dialog.getByRole("radio", { name: "Greeting" }).click();
  await dialog.getByRole("button", { name: "Create REST API" }).click();

  const reveal = page.getByRole("dialog", { name: "Copy your test key" });
  const secret = await reveal.getByRole("textbox", { name: "API key" }).inputValue();
  expect(secret).toMatch(/^papi_/);
  await reveal.getByRole("button", { name: "Copy First call" }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  await reveal.getByRole("button", { name: "Copy", exact: true }).click();
  await reveal.getByRole("button", { name: "Done" }).click();
  const place = await placeOf(page);

  const guide = page.getByRole("region", { name: "Launch Your API" });
  await expect(guide.getByText("3 of 5 done")).toBeVisible();
  await expect(guide.getByText("Every flow here has a published version.")).toBeVisible();
  await expect(guide.getByText("Waiting for the first request ...")).toBeVisible();
  expect(runShell(command)).toContain("Hello");
  await expect(guide.getByText(/Receiving calls. The last one was/)).toBeVisible();
  await expect(guide.getByText("4 of 5 done")).toBeVisible();

  const answer = await callApi({ ...place, secret }, "greeting", { name: "Ada" });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ result: "Hello Ada, welcome aboard!" });
  await guide.getByRole("link", { name: "Create API Key" }).click();
  await expect(page.getByRole("dialog", { name: "Create API Key" })).toBeVisible();
});

test("a capability that is disabled says first which keys and callers it breaks", async ({
  page,
}) => {
  await signUp(page, null);
  const api = await launchApi(page, "Shop");
  expect((await callApi(api, "greeting", { name: "Ada" })).status).toBe(200);
  await page.goto(`/products/${api.productId}`);
  const row = page.getByRole("region", { name: "Capabilities" }).getByRole("listitem").first();
  await expect(row.getByRole("button", { name: "1 key can call it" })).toBeVisible();
  await page.getByRole("button", { name: "Actions for Greeting" }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Disable “Greeting”?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expect(dialog).toContainText("404");
  await expect(dialog).toContainText("unscoped · 1 call");
  await expect(dialog).toContainText("shop/2.1");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(row.getByText("Disabled", { exact: true })).toBeVisible();
  const refused = await callApi(api, "greeting", { name: "Ada" });
  expect(refused.status).toBe(404);
  expect(await refused.json()).toMatchObject({ error: "Capability not found" });
  await page.getByRole("button", { name: "Actions for Greeting" }).click();
  await page.getByRole("menuitem", { name: "Enable" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(row.getByText("Disabled", { exact: true })).toHaveCount(0);
  expect((await callApi(api, "greeting", { name: "Ada" })).status).toBe(200);
});

test("a paused surface answers 503 and says so, until it is active again", async ({ page }) => {
  await signUp(page, null);
  const api = await launchApi(page, "Shop");
  expect((await callApi(api, "greeting", { name: "Ada" })).status).toBe(200);
  await page.goto(api.home);
  await page.getByRole("button", { name: "Pause" }).click();
  const dialog = page.getByRole("alertdialog", { name: /^Pause “/ });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expect(dialog).toContainText("503");
  await expect(dialog).toContainText("shop/2.1");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  const status = page.getByRole("region", { name: "Status" });
  await expect(status).toContainText("get 503 “Surface is paused”");
  const refused = await callApi(api, "greeting", { name: "Ada" });
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ error: "Surface is paused" });
  await page.getByRole("button", { name: "Activate" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Confirm" }).click();
  await expect(status).toContainText("are answered");
  expect((await callApi(api, "greeting", { name: "Ada" })).status).toBe(200);
});

test("settings take effect from the next call", async ({ page }) => {
  await signUp(page, null);
  const api = await launchApi(page, "Shop");
  await page.goto(api.home);
  await page.getByRole("button", { name: "Edit settings" }).click();
  await page.getByLabel("Allowed origins").fill("https://app.example.com/nowhere");
  await page.getByRole("radio", { name: "All outputs" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/without a path/)).toBeVisible();
  await page.getByLabel("Allowed origins").fill("https://app.example.com/");
  await page.getByRole("radio", { name: "Everyone" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your changes are now in effect.")).toBeVisible();
  const settings = page.getByRole("region", { name: "Settings" });
  await expect(settings.getByRole("listitem")).toHaveText("https://app.example.com");
  await expect(settings).toContainText("All outputs");
  const answer = await callApi(api, "greeting", { name: "Ada" });
  expect(await answer.json()).toEqual({
    outputs: { greeting: "Hello Ada, welcome aboard!" },
  });

  await page.getByRole("link", { name: "Endpoints", exact: true }).click();
  const openApi = page.getByRole("region", { name: "OpenAPI" });
  for (const [label, start] of [
    ["JSON", '{"openapi":"3.0'],
    ["YAML", "openapi: "],
  ] as const) {
    await openApi.getByRole("button", { name: `Copy ${label} URL` }).click();
    const url = await page.evaluate(() => navigator.clipboard.readText());
    const text = await (await fetch(url)).text();
    expect(text.replace(/\s/g, "")).toContain(start.replace(/\s/g, ""));
    expect(text).toContain("/greeting");
  }
});

test("an endpoint is tried, moved and switched off on its surface", async ({ page }) => {
  await signUp(page, null);
  const api = await launchApi(page, "Shop");
  await page.goto(`${api.home}/endpoints`);
  const card = page.getByRole("region", { name: "Greeting" });
  await card.getByText("Try a call with a key.").click();
  await card.getByLabel("Key").fill(api.secret);
  await card.getByLabel("Body").fill('{"name": "Grace"}');
  await card.getByRole("button", { name: "Send" }).click();
  const answer = card.getByRole("region", { name: "Response" });
  await expect(answer).toContainText("200");
  await expect(answer).toContainText("Hello Grace, welcome aboard!");
  await answer.getByText(/\d+ headers/).click();
  await expect(answer).toContainText("x-request-id");

  await card.getByRole("button", { name: "Edit Greeting" }).click();
  const edit = page.getByRole("dialog", { name: "Edit endpoint" });
  await edit.getByLabel("Slug").fill("Hello World");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit.getByText("Use lower-case letters, digits and hyphens.")).toBeVisible();
  await edit.getByLabel("Slug").fill("hello");
  await expect(edit.getByText("Calls to /greeting will fail with 404.")).toBeVisible();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(card).toContainText("/api/hello");
  expect((await callApi(api, "greeting", {})).status).toBe(404);
  expect((await callApi(api, "hello", { name: "Ada" })).status).toBe(200);

  await card.getByRole("switch", { name: "Greeting is on" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Confirm" }).click();
  await expect(card.getByRole("switch")).not.toBeChecked();
  expect((await callApi(api, "hello", { name: "Ada" })).status).toBe(404);
});

test("the code of Ship works as it stands", async ({ page }) => {
  await signUp(page, null);
  const api = await launchApi(page, "Shop");
  await page.goto(`${api.home}/ship`);
  const code = (label: string) =>
    page.getByRole("figure").filter({ hasText: label }).locator("pre");
  await expect(code("curl")).toContainText(`${ORIGIN}/v1/products/${api.productId}`);
  const command = (await code("curl").textContent()) ?? "";
  const key = { RUNTYPE_SURFACE_API_KEY: api.secret };
  expect(runShell(command, key)).toMatch(/^{"result":"Hello .+, welcome aboard!"}$/);
  await page.getByRole("tab", { name: "TypeScript" }).click();
  const script = (await code("TypeScript").textContent()) ?? "";
  const env = { ...process.env, ...key };
  const said = execFileSync(process.execPath, ["--input-type=module", "-e", script], { env });
  expect(said.toString()).toMatch(/Hello .+, welcome aboard!/);
  await page.getByRole("tab", { name: "Python" }).click();
  await expect(code("Python")).toContainText("requests.post(");
});

test("a capability is added from a flow, its schema edited, and the product deleted by name", async ({
  page,
}) => {
  test.slow();
  await signUp(page, null);
  const api = await launchApi(page, "Shop");
  await page.goto(`/products/${api.productId}`);
  await page.getByRole("button", { name: "Add Capability" }).click();
  const add = page.getByRole("dialog", { name: "Add Capability" });
  await add.getByLabel("Search flows").fill("greet");
  await add.getByRole("radio", { name: "Greeting" }).click();
  await add.getByLabel("Name").fill("Second greeting");
  await add.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Second greeting" });
  await expect(row).toContainText("Not on any surface, so it cannot be called");

  await page.getByRole("button", { name: "Actions for Second greeting" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: "Edit capability" });
  await edit.getByLabel("Parameters schema").fill('{"type": ');
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit.getByText(/Not valid JSON/)).toBeVisible();
  await edit.getByRole("button", { name: "Refresh from flow" }).click();
  await expect(edit.getByLabel("Parameters schema")).toHaveValue(/"name"/);
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit).toHaveCount(0);

  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete “Shop”?" });
  await expect(dialog).toContainText("2 capabilities, 1 surface, 1 endpoint and all their keys");
  await expect(dialog.getByRole("button", { name: "Confirm" })).toBeDisabled();
  await dialog.getByLabel("Type Shop to confirm").fill("Shop");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await page.waitForURL(/\/products$/);
  await expect(page.getByText("No products yet")).toBeVisible();
  expect((await callApi(api, "greeting", { name: "Ada" })).status).toBe(401);
});

/** What a terminal would print. */
function runShell(command: string, settings: Record<string, string> = {}): string {
  const env = { ...process.env, ...settings };
  return execFileSync("/bin/sh", ["-c", command], { env, encoding: "utf8", stdio: "pipe" });
}
