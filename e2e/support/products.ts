import { expect, type Page } from "@playwright/test";
import { ORIGIN } from "./database";
import { shownSecret } from "./keys";

export type LaunchedApi = { productId: string; surfaceId: string; home: string; secret: string };

/** Makes a REST API from the greeting sample through the dialog; ends on the surface's overview. */
export async function launchApi(page: Page, name: string): Promise<LaunchedApi> {
  await page.goto("/products?dialog=create");
  const dialog = page.getByRole("dialog", { name: "New Product" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create REST API" }).click();
  await expect(page.getByRole("dialog", { name: "Copy your test key" })).toBeVisible();
  const secret = await shownSecret(page);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();
  return { ...(await placeOf(page)), secret };
}

/** The product and surface that the address names, once it does. */
export async function placeOf(page: Page): Promise<Omit<LaunchedApi, "secret">> {
  await page.waitForURL(/\/products\/prod_\w+\/surfaces\/surf_\w+/);
  const [, productId = "", surfaceId = ""] =
    /\/products\/(prod_\w+)\/surfaces\/(surf_\w+)/.exec(page.url()) ?? [];
  return { productId, surfaceId, home: `/products/${productId}/surfaces/${surfaceId}` };
}

/** Calls an endpoint as a customer's program would. */
export function callApi(api: LaunchedApi, slug: string, body: unknown) {
  const path = `/v1/products/${api.productId}/surfaces/${api.surfaceId}/api/${slug}`;
  return fetch(new URL(path, ORIGIN), {
    method: "POST",
    headers: {
      Authorization: `Bearer ${api.secret}`,
      "Content-Type": "application/json",
      "User-Agent": "shop/2.1",
    },
    body: JSON.stringify(body),
  });
}
