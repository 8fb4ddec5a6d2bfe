import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { callCapability, makeSurface, storeSurfaceKey } from "./support/surfaces";

async function firstOf(page: Page, path: string): Promise<string> {
  const response = await page.request.get(path);
  const { data } = await response.json();
  return data[0].id;
}

async function expectPage(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page, name);
}

test("every page of a product and its flow opens by its address, with nothing that axe finds", async ({
  page,
}) => {
  test.slow();
  await signUp(page);
  const surface = await makeSurface(page);
  const { productId, surfaceId } = surface;
  const key = await storeSurfaceKey(page, surface, { name: "Acme" });
  await callCapability(page, surface, "faq", key.secret);

  await page.goto(`/products/${productId}`);
  await expectPage(page, "product");
  await page.goto(`/products/${productId}/surfaces/${surfaceId}`);
  await expectPage(page, "surface");
  await page.goto(`/products/${productId}/surfaces/${surfaceId}/endpoints`);
  await expectPage(page, "endpoints");
  await page.goto(`/products/${productId}/surfaces/${surfaceId}/keys`);
  await expectPage(page, "keys");
  await page.goto(`/products/${productId}/surfaces/${surfaceId}/keys/${key.id}`);
  await expectPage(page, "key");
  await page.goto(`/products/${productId}/surfaces/${surfaceId}/ship`);
  await expectPage(page, "ship");

  await expect.poll(() => firstOf(page, "/v1/executions").catch(() => null)).not.toBeNull();
  const runId = await firstOf(page, "/v1/executions");
  const run = await (await page.request.get(`/v1/executions/${runId}`)).json();
  const flowId: string = run.flowId;
  await page.goto(`/flows/${flowId}`);
  await expectPage(page, "editor");
  await page.goto(`/flows/${flowId}/versions`);
  await expectPage(page, "versions");
  await page.goto(`/flows/${flowId}/runs`);
  await expectPage(page, "runs");
  await page.goto(`/flows/${flowId}/runs/${runId}`);
  await expectPage(page, "run");
});

test("an address that cannot be read leads to no page, and fails nothing", async ({ page }) => {
  await signUp(page);
  for (const path of ["/flows/%", "/%ff", "/settings/api/%E0%A4"]) {
    const response = await page.request.get(path);
    expect([path, response.status()]).toEqual([path, 404]);
    expect(await response.text()).toContain("There is nothing at this address");
  }
});
