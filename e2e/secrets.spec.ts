import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { ORIGIN } from "./support/database";
import { storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { makeSurface, storeSurfaceKey } from "./support/surfaces";

const VALUE = "upstream-token-0123456789";

async function fillSecret(page: Page, key: string, hosts: string) {
  const dialog = page.getByRole("dialog", { name: "Create Secret" });
  await dialog.getByLabel("Key", { exact: true }).fill(key);
  await dialog.getByLabel("Value", { exact: true }).fill(VALUE);
  await dialog.getByLabel("Hosts").fill(hosts);
  await dialog.getByRole("button", { name: "Create" }).click();
}

test("a secret is created, replaced and deleted, and its value is never shown again", async ({
  page,
}) => {
  test.slow();
  await signUp(page, "/settings/secrets");
  await expect(page.getByRole("heading", { name: /No secrets yet/ })).toBeVisible();
  await expectAccessible(page, "no secrets");
  await page.getByRole("button", { name: "Create the first one" }).click();
  await fillSecret(page, "CRM_TOKEN", "https://api.example.com");
  const dialog = page.getByRole("dialog", { name: "Create Secret" });
  await expect(dialog.getByText("Not a host as api.example.com or host:8443.")).toBeVisible();
  await expect(dialog.getByLabel("Hosts")).toHaveValue("https://api.example.com");
  await expectAccessible(page, "create a secret");
  await fillSecret(page, "CRM_TOKEN", "api.example.com\nb.example:8443");
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole("row", { name: /CRM_TOKEN/ });
  await expect(row).toContainText("b.example:8443");
  await expect(row).toContainText("…6789");
  await page.getByRole("button", { name: "Create Secret" }).click();
  await fillSecret(page, "CRM_TOKEN", "api.example.com");
  await expect(dialog.getByText("already exists in this environment")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Actions for CRM_TOKEN" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: "Edit CRM_TOKEN" });
  await expect(edit.getByLabel("New value")).toHaveValue("");
  await edit.getByLabel("Hosts").fill("api.example.com\nc.example");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit.getByText("Send the value again to allow another host.")).toBeVisible();
  await edit.getByLabel("New value").fill(" another-token-9876543210");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit.getByText("White space at the beginning or end is not allowed.")).toBeVisible();
  await edit.getByLabel("New value").fill("another-token-9876543210");
  await edit.getByLabel("Hosts").fill("api.example.com");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("…3210");
  expect(await page.content()).not.toContain(VALUE);

  const steps = [
    {
      id: "call",
      name: "Call",
      type: "fetch-url",
      config: {
        http: { url: "https://api.example.com", headers: { "X-Api-Key": "{{secret:CRM_TOKEN}}" } },
      },
    },
  ];
  const headers = { Origin: ORIGIN };
  const made = await page.request.post("/v1/flows", { headers, data: { name: "Look up", steps } });
  expect(made.status()).toBe(201);
  await page.getByRole("button", { name: "Actions for CRM_TOKEN" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const confirm = page.getByRole("alertdialog");
  await expect(confirm.getByRole("link", { name: "Look up" })).toBeVisible();
  await expectAccessible(page, "delete a secret");
  await confirm.getByLabel(/Type CRM_TOKEN/).fill("CRM_TOKEN");
  await confirm.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: /No secrets yet/ })).toBeVisible();
});

test("a key pasted into any search leads to it, and stands in no address", async ({ page }) => {
  test.slow();
  const addresses: string[] = [];
  const bodies: string[] = [];
  page.on("request", (request) => {
    addresses.push(request.url(), request.headers().referer ?? "");
    bodies.push(request.postData() ?? "");
  });
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  await signUp(page, null);
  const surface = await makeSurface(page);
  const { secret: surfaceSecret, id: surfaceKeyId } = await storeSurfaceKey(page, surface, {
    name: "Acme",
  });
  const { id, secret } = await storeKey(page, { name: "Deploy script" });
  const sent = () => bodies.filter((body) => body.includes(secret)).length;

  for (const [path, label] of [
    ["/settings/api", "Search keys"],
    ["/flows", "Search flows"],
    ["/products", "Search products"],
  ] as const) {
    await page.goto(path);
    const before = sent();
    await page.getByLabel(label).fill(` ${secret} `);
    await expect(page).toHaveURL(new RegExp(`/settings/api/${id}$`));
    expect(sent() - before).toBe(1);
  }
  const { productId, surfaceId } = surface;
  const keys = `/products/${productId}/surfaces/${surfaceId}/keys`;
  await page.goto(keys);
  await page.getByLabel("Search keys").fill(surfaceSecret);
  await expect(page).toHaveURL(new RegExp(`${keys}/${surfaceKeyId}$`));

  await page.goto("/usage");
  await page.getByRole("button", { name: "Key Any" }).click();
  await page.getByPlaceholder("Find a key").fill(secret);
  await expect(page).toHaveURL(new RegExp(`key=${id}`));

  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Find a key, product, flow").fill(secret);
  await expect(page).toHaveURL(new RegExp(`/settings/api/${id}$`));

  await page.goto("/settings/api");
  const search = page.getByLabel("Search keys");
  await search.fill(`rt_live_${"0".repeat(38)}`);
  await expect(page.getByText("No key in this organization has this secret.")).toBeVisible();
  await expect(search).toHaveValue("");
  await search.fill(secret.slice(0, 36));
  await expect(page.getByText("This looks like part of an API key.")).toBeVisible();
  await expectAccessible(page, "a pasted key");

  for (const part of [secret.slice(0, 30), surfaceSecret.slice(0, 30), "0".repeat(20)]) {
    expect(addresses.filter((address) => address.includes(part))).toEqual([]);
  }
});

test("a key in the address of a page is dropped before the page is made", async ({ page }) => {
  await signUp(page, null);
  const { secret } = await storeKey(page, { name: "Deploy script" });
  await page.goto(`/settings/api?environment=test&search=${secret}`);
  await expect(page).toHaveURL(/\/settings\/api\?environment=test$/);
  expect(await page.content()).not.toContain(secret);
  await page.goto(`/settings/api/${secret}`);
  await expect(page).toHaveURL(/\/settings\/api$/);
});
