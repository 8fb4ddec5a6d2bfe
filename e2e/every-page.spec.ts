import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { storeCustomer, storePlan } from "./support/customers";
import { call, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { storeSecret } from "./support/secrets";
import { callCapability, makeSurface, OFFERS, storeSurfaceKey } from "./support/surfaces";
import { expectLight } from "./support/weight";
import { expectCutTextSaysSo, expectNothingBeside, LONG_NAME } from "./support/widths";

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

const month = new Date().toISOString().slice(0, 7);

type Addresses = Record<string, string>;

const WIDE = { width: 1280, height: 720 };

/** Opens each page: axe finds nothing, scripts are few, and narrow screens cut nothing in silence. */
async function expectPages(page: Page, addresses: Addresses): Promise<void> {
  for (const [name, address] of Object.entries(addresses)) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page, name);
    await expectLight(page, name);
    for (const width of [768, 1024]) {
      await page.setViewportSize({ ...WIDE, width });
      await expectNothingBeside(page, `${name} at ${width}`, "html");
      await expectCutTextSaysSo(page, `${name} at ${width}`);
    }
    await page.setViewportSize(WIDE);
  }
}

const ids = {
  ...{ product: "", surface: "", key: "", platformKey: "", flow: "", run: "" },
  ...{ customer: "", plan: "" },
};

/** The pages about a product and its flows. */
function ofProducts({ product, surface, key, flow, run }: typeof ids): Addresses {
  const onProduct = `/products/${product}`;
  const onSurface = `${onProduct}/surfaces/${surface}`;
  const onFlow = `/flows/${flow}`;
  return {
    "/flows/[flowId]": onFlow,
    "/flows/[flowId]/runs": `${onFlow}/runs`,
    "/flows/[flowId]/runs/[executionId]": `${onFlow}/runs/${run}`,
    "/flows/[flowId]/versions": `${onFlow}/versions`,
    "/products/[productId]": onProduct,
    "/products/[productId]/surfaces/[surfaceId]": onSurface,
    "/products/[productId]/surfaces/[surfaceId]/endpoints": `${onSurface}/endpoints`,
    "/products/[productId]/surfaces/[surfaceId]/keys": `${onSurface}/keys`,
    "/products/[productId]/surfaces/[surfaceId]/keys/[keyId]": `${onSurface}/keys/${key}`,
    "/products/[productId]/surfaces/[surfaceId]/ship": `${onSurface}/ship`,
  };
}

/** Those that a person reaches from the navigation. */
function ofPlatform({ platformKey, customer, plan }: typeof ids): Addresses {
  return {
    "/customers": "/customers",
    "/customers/[customerId]": `/customers/${customer}`,
    "/customers/[customerId]/statements/[month]": `/customers/${customer}/statements/${month}`,
    "/customers/from-labels": "/customers/from-labels",
    "/flows": "/flows",
    "/plans": "/plans",
    "/plans/[planId]": `/plans/${plan}`,
    "/products": "/products",
    "/settings/api": "/settings/api",
    "/settings/api/[keyId]": `/settings/api/${platformKey}`,
    "/settings/secrets": "/settings/secrets",
    "/usage": "/usage",
  };
}

const SIGNED_OUT: Addresses = {
  "/claim": "/claim",
  "/invitations/[token]": "/invitations/none",
  "/portal": "/portal",
  "/sign-in": "/sign-in",
  "/sign-up": "/sign-up",
};

/** Their journeys ask axe themselves. */
const DOCS: Addresses = {
  "/docs": "/docs",
  "/docs/[...name]": "/docs/quick-start",
  "/docs/api": "/docs/api",
};

test("the pages of a product and its flows have nothing that axe finds, at most 180 kB of scripts, and say what narrow screens cut", async ({
  page,
}) => {
  test.slow();
  await signUp(page, null);
  const made = await makeSurface(page, [
    { name: LONG_NAME, slug: "faq", description: LONG_NAME },
    ...OFFERS.filter(({ slug }) => slug !== "faq"),
  ]);
  const { productId: product, surfaceId: surface } = made;
  const key = await storeSurfaceKey(page, made, { name: LONG_NAME, customer: LONG_NAME });
  await callCapability(made, "faq", key.secret);
  await expect.poll(() => firstOf(page, "/v1/executions").catch(() => null)).not.toBeNull();
  const run = await firstOf(page, "/v1/executions");
  const { flowId: flow } = await (await page.request.get(`/v1/executions/${run}`)).json();
  await expectPages(page, ofProducts({ ...ids, product, surface, key: key.id, flow, run }));
});

test("every other page has nothing that axe finds, at most 180 kB of scripts, and says what narrow screens cut", async ({
  page,
  browser,
}) => {
  test.slow();
  const known = { ...ofProducts(ids), ...ofPlatform(ids), ...SIGNED_OUT, ...DOCS };
  expect(Object.keys(known).sort()).toEqual([...PAGES].sort());
  await signUp(page, null);
  const { id: platformKey, secret } = await storeKey(page, {
    name: LONG_NAME,
    permissions: ["FLOWS:READ"],
  });
  await call(secret);
  await storeSecret(page, { hosts: ["api.example.com"], description: LONG_NAME });
  const { id: plan } = await storePlan(page, { name: LONG_NAME });
  const { id: customer } = await storeCustomer(page, {
    name: LONG_NAME,
    externalId: "x".repeat(255),
    planId: plan,
  });
  await expectPages(page, ofPlatform({ ...ids, platformKey, customer, plan }));
  const stranger = await browser.newContext();
  const outside = await stranger.newPage();
  await expectPages(outside, SIGNED_OUT);
  for (const [name, address] of Object.entries(DOCS)) {
    await outside.goto(address);
    await expectLight(outside, name);
  }
  await stranger.close();
});

test("an address that cannot be read leads to no page, and fails nothing", async ({ page }) => {
  await signUp(page, null);
  for (const path of ["/flows/%", "/%ff", "/settings/api/%E0%A4"]) {
    const response = await page.request.get(path);
    expect([path, response.status()]).toEqual([path, 404]);
    expect(await response.text()).toContain("Page not found");
  }
});
