import { expect, type Page } from "@playwright/test";
import { ORIGIN } from "./database";

export type LaunchedApi = { productId: string; surfaceId: string; home: string; secret: string };

/** Makes a REST API from the greeting sample through the API, as the signed-in person. */
export async function launchApi(page: Page, name: string): Promise<LaunchedApi> {
  const response = await page.request.post("/v1/products", {
    data: { name, template: { type: "rest_api", sampleFlow: "greeting" } },
    headers: { Origin: ORIGIN },
  });
  expect(response.status()).toBe(201);
  const { id: productId, surfaces, testApiKey } = await response.json();
  const surfaceId = surfaces[0].id;
  const home = `/products/${productId}/surfaces/${surfaceId}`;
  return { productId, surfaceId, home, secret: testApiKey.key };
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
