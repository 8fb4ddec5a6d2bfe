import { test } from "@playwright/test";
import { call, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { callCapability, makeSurface, storeSurfaceKey } from "./support/surfaces";

const LONG =
  "Nightly export of every customer record to the warehouse of the finance department in Hamburg, run by the scheduler on Mondays and read by nobody but Administration and its quite numerous deputies".padEnd(
    200,
    "x",
  );

test("shots", async ({ page }) => {
  test.setTimeout(400_000);
  await signUp(page);
  const surface = await makeSurface(page);
  const permissions = ["FLOWS:READ", "FLOWS:EXECUTE", "RECORDS:READ", "RECORDS:WRITE"];
  const key = await storeKey(page, { name: LONG, permissions, environment: "production" });
  const w = await storeKey(page, {
    name: "W".repeat(200),
    permissions: ["FLOWS:READ"],
    expiresAt: "2027-01-20T00:00:00Z",
  });
  for (let i = 0; i < 24; i += 1)
    await storeKey(page, {
      name: `Deploy script ${i}`,
      permissions: i % 2 ? permissions : ["FLOWS:READ"],
      expiresAt: i % 3 ? null : "2026-12-08T00:00:00Z",
    });
  for (let i = 0; i < 3; i += 1) await call(page, key.secret);
  const sk = await storeSurfaceKey(page, surface, {
    name: LONG,
    customer: "Acme Corp of Springfield",
  });
  await storeSurfaceKey(page, surface, { name: "Shop", scopes: [surface.capabilities.faq] });
  await callCapability(page, surface, "faq", sk.secret);
  await page.request.post("/v1/products", {
    data: { name: LONG.slice(0, 200) },
    headers: { Origin: new URL(page.url()).origin },
  });
  await page.request.post("/v1/flows", {
    data: { name: LONG.slice(0, 200), steps: [] },
    headers: { Origin: new URL(page.url()).origin },
  });
  await page.waitForTimeout(3000);
  const onSurface = `/products/${surface.productId}/surfaces/${surface.surfaceId}`;
  const pages: Record<string, string> = {
    keys: "/settings/api",
    key: `/settings/api/${key.id}`,
    wkey: `/settings/api/${w.id}`,
    products: "/products",
    product: `/products/${surface.productId}`,
    surface: onSurface,
    skeys: `${onSurface}/keys`,
    skey: `${onSurface}/keys/${sk.id}`,
    usage: "/usage?range=24h",
    flows: "/flows",
  };
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const width of scheme === "light" ? [360, 768, 1024, 1440, 2560] : [1024]) {
      await page.setViewportSize({ width, height: 900 });
      for (const [name, address] of Object.entries(pages)) {
        if (scheme === "dark" && !["keys", "key", "usage"].includes(name)) continue;
        await page.goto(address);
        await page.waitForTimeout(700);
        await page.screenshot({
          path: `/tmp/wt/old/shots/${name}-${width}-${scheme}.png`,
          fullPage: name !== "keys",
        });
      }
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/settings/api?dialog=create");
  await page.waitForTimeout(1500);
  await page.screenshot({ path: "/tmp/wt/old/shots/create-1440.png" });
  await page.goto(`${onSurface}/keys?dialog=create`);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: "/tmp/wt/old/shots/screate-1440.png" });
});
