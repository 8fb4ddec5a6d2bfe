import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { call, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { callCapability, makeSurface, storeSurfaceKey } from "./support/surfaces";
import { expectLight } from "./support/weight";

async function firstOf(page: Page, path: string): Promise<string> {
  const response = await page.request.get(path);
  const { data } = await response.json();
  return data[0].id;
}

/** Every page below `app`, as its folders name it. */
const PAGES = readdirSync(join(import.meta.dirname, "../app"), {
  recursive: true,
  encoding: "utf8",
})
  .map((name) => `/${name.replaceAll("\\", "/")}`)
  .filter((name) => name.endsWith("/page.tsx") && name !== "/page.tsx")
  .map((name) => name.slice(0, -"/page.tsx".length).replaceAll(/\/\([^)]*\)/g, ""));

/** Opens each page by its address: axe finds nothing on it, and it carries few scripts. */
async function expectPages(page: Page, addresses: Record<string, string>): Promise<void> {
  for (const [name, address] of Object.entries(addresses)) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page, name);
    await expectLight(page, name);
  }
}

test("every page opens by its address, with nothing that axe finds and at most 180 kB of scripts", async ({
  page,
  browser,
}) => {
  test.slow();
  await signUp(page);
  const surface = await makeSurface(page);
  const key = await storeSurfaceKey(page, surface, { name: "Acme" });
  await callCapability(page, surface, "faq", key.secret);
  const platformKey = await storeKey(page, { name: "Deploy", permissions: ["FLOWS:READ"] });
  await call(page, platformKey.secret);
  await expect.poll(() => firstOf(page, "/v1/executions").catch(() => null)).not.toBeNull();
  const runId = await firstOf(page, "/v1/executions");
  const run = await (await page.request.get(`/v1/executions/${runId}`)).json();
  const product = `/products/${surface.productId}`;
  const onSurface = `${product}/surfaces/${surface.surfaceId}`;
  const flow = `/flows/${run.flowId}`;
  const signedIn = {
    "/docs": "/docs",
    "/docs/[...name]": "/docs/quick-start",
    "/docs/api": "/docs/api",
    "/flows": "/flows",
    "/flows/[flowId]": flow,
    "/flows/[flowId]/runs": `${flow}/runs`,
    "/flows/[flowId]/runs/[executionId]": `${flow}/runs/${runId}`,
    "/flows/[flowId]/versions": `${flow}/versions`,
    "/products": "/products",
    "/products/[productId]": product,
    "/products/[productId]/surfaces/[surfaceId]": onSurface,
    "/products/[productId]/surfaces/[surfaceId]/endpoints": `${onSurface}/endpoints`,
    "/products/[productId]/surfaces/[surfaceId]/keys": `${onSurface}/keys`,
    "/products/[productId]/surfaces/[surfaceId]/keys/[keyId]": `${onSurface}/keys/${key.id}`,
    "/products/[productId]/surfaces/[surfaceId]/ship": `${onSurface}/ship`,
    "/settings/api": "/settings/api",
    "/settings/api/[keyId]": `/settings/api/${platformKey.id}`,
    "/settings/secrets": "/settings/secrets",
    "/usage": "/usage",
  };
  const signedOut = {
    "/invitations/[token]": "/invitations/none",
    "/sign-in": "/sign-in",
    "/sign-up": "/sign-up",
  };
  expect(Object.keys({ ...signedIn, ...signedOut }).sort()).toEqual([...PAGES].sort());
  await expectPages(page, signedIn);
  const stranger = await browser.newContext();
  await expectPages(await stranger.newPage(), signedOut);
  await stranger.close();
});

test("an address that cannot be read leads to no page, and fails nothing", async ({ page }) => {
  await signUp(page);
  for (const path of ["/flows/%", "/%ff", "/settings/api/%E0%A4"]) {
    const response = await page.request.get(path);
    expect([path, response.status()]).toEqual([path, 404]);
    expect(await response.text()).toContain("There is nothing at this address");
  }
});
