import { expect, type Page } from "@playwright/test";
import { ORIGIN, setRole } from "./support/database";
import { actOnRow, copyAndClose, shownSecret, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import {
  callCapability,
  createScopedKey,
  makeSurface,
  type Surface,
  storeSurfaceKey,
} from "./support/surfaces";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

async function openKeys(page: Page): Promise<Surface> {
  await signUp(page, null);
  const surface = await makeSurface(page);
  await page.goto(surface.keys);
  return surface;
}

test("a key calls what is checked, an edit opens more at once, revoking ends it", async ({
  page,
}) => {
  test.slow();
  const surface = await openKeys(page);
  await expect(page.getByText("No keys yet: nothing can call this surface")).toBeVisible();
  const secret = await createScopedKey(page, "Acme Corp - FAQ only", ["FAQ"]);
  expect(secret).toMatch(/^papi_[0-9A-Za-z]{38}$/);
  await expect(page.getByText("Waiting for the first request")).toBeVisible();
  await page.getByRole("button", { name: "Copy .env" }).click();
  expect(await clipboard(page)).toBe(`RUNTYPE_SURFACE_API_KEY=${secret}`);
  await page.getByRole("button", { name: "Copy First call" }).click();
  const sample = await clipboard(page);
  expect(sample).toContain(`${surface.api}/api/faq`);
  expect(sample).toContain(`-H "Authorization: Bearer ${secret}"`);
  expect(sample).toContain(`-d '{"input":"Your input here"}'`);

  const served = await callCapability(surface, "faq", secret);
  expect(served.status).toBe(200);
  await expect(page.getByText(/First request received from 127\.0\.0\.0\/24/)).toBeVisible();
  await copyAndClose(page);

  const refused = await callCapability(surface, "order-lookup", secret);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toEqual({
    error: "API key does not have permission to access this capability",
    capabilityId: surface.capabilities["order-lookup"],
  });

  await actOnRow(page, "Acme Corp - FAQ only", "Edit");
  const dialog = page.getByRole("dialog", { name: "Edit API key" });
  await expect(dialog.getByRole("checkbox", { name: "FAQ" })).toBeChecked();
  await dialog.getByRole("checkbox", { name: "Order lookup" }).click();
  await expect(
    dialog.getByText("This key will be able to call FAQ and Order lookup, on test data."),
  ).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  expect((await callCapability(surface, "order-lookup", secret)).status).toBe(200);

  await page.getByRole("link", { name: "Acme Corp - FAQ only" }).click();
  const decisions = page.getByRole("region", { name: "Recent requests" });
  await expect(decisions.getByRole("row", { name: /Order lookup.*200.*acme-app/ })).toHaveCount(1);
  await expect(decisions.getByRole("row", { name: /Order lookup.*403/ })).toHaveCount(1);
  await page.getByRole("button", { name: "Revoke" }).click();
  const question = page.getByRole("alertdialog", { name: "Revoke “Acme Corp - FAQ only”?" });
  await expect(question).toContainText("401 Unauthorized");
  await expect(question).toContainText("acme-app/2.0");
  await expect(question.getByRole("button", { name: "Confirm" })).toBeDisabled();
  await question.getByLabel("Type Acme Corp - FAQ only to confirm").fill("Acme Corp - FAQ only");
  await question.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Key revoked")).toBeVisible();
  const ended = await callCapability(surface, "faq", secret);
  expect(ended.status).toBe(401);
  expect(await ended.json()).toEqual({ error: "Invalid or missing API key" });
});

test("a key without bounds is marked, and the form advises against one", async ({ page }) => {
  const surface = await openKeys(page);
  await page.getByRole("button", { name: "Create API Key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create API Key" });
  await dialog.getByRole("radio", { name: "All capabilities" }).click();
  await expect(dialog.getByText("call every capability of this surface")).toBeVisible();
  await dialog.getByRole("radio", { name: "Production" }).click();
  await expect(dialog.getByText("rotate it often")).toBeVisible();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const secret = await shownSecret(page);
  await copyAndClose(page);
  expect((await callCapability(surface, "refund", secret)).status).toBe(200);
  const row = page.getByRole("row", { name: /Unnamed key/ });
  await expect(row).toContainText("All capabilities");
  await expect(row).toContainText("Limit it to what its caller needs, or rotate it often");
});

test("a form that means certain capabilities makes no key for all of them", async ({ page }) => {
  const surface = await openKeys(page);
  await page.getByRole("button", { name: "Create API Key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create API Key" });
  await dialog.getByRole("radio", { name: "Specific capabilities" }).click();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByText("Choose at least one capability.")).toBeVisible();
  const listed = await page.request.get(`${surface.api}/keys`);
  expect((await listed.json()).data).toEqual([]);
});

test("limits start at the surface's, and a blank one is none", async ({ page }) => {
  const surface = await openKeys(page);
  await page.getByRole("button", { name: "Create API Key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create API Key" });
  await dialog.getByText("More options").click();
  await expect(dialog.getByLabel("Requests per minute")).toHaveValue("60");
  await expect(dialog.getByLabel("Requests per day")).toHaveValue("10000");
  await dialog.getByLabel("Requests per minute").fill("");
  await dialog.getByLabel("Requests per day").fill("2");
  await dialog.getByRole("radio", { name: "All capabilities" }).click();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const secret = await shownSecret(page);
  await copyAndClose(page);
  const statuses = [];
  for (const slug of ["faq", "faq", "refund"]) {
    statuses.push((await callCapability(surface, slug, secret)).status);
  }
  expect(statuses).toEqual([200, 200, 429]);
});

test("a customer and metadata are kept, and an edit leaves alone what it does not touch", async ({
  page,
}) => {
  const surface = await openKeys(page);
  const { id } = await storeSurfaceKey(page, surface, {
    name: "Globex",
    scopes: [surface.capabilities.faq],
    customer: "Globex",
    metadata: { seats: 12, plan: "team" },
  });
  await page.reload();
  await actOnRow(page, "Globex", "Edit");
  const dialog = page.getByRole("dialog", { name: "Edit API key" });
  await expect(dialog.getByLabel("Customer")).toHaveValue("Globex");
  await dialog.getByRole("textbox", { name: "Value 1" }).fill("enterprise");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  const kept = await (await page.request.get(`${surface.api}/keys/${id}`)).json();
  expect(kept.metadata).toEqual({ seats: 12, plan: "enterprise" });
  expect(kept.scopes).toEqual([surface.capabilities.faq]);
  await expect(page.getByRole("row", { name: /Globex/ })).toContainText("Globex");
});

test("keys are found by name and by what they may call, in the address", async ({ page }) => {
  const surface = await openKeys(page);
  const { faq, refund } = surface.capabilities;
  await storeSurfaceKey(page, surface, { name: "Reads only", scopes: [faq] });
  await storeSurfaceKey(page, surface, { name: "Pays back", scopes: [refund] });
  await page.goto(`${surface.keys}?capability=${refund}`);
  await expect(page.getByRole("link", { name: "Pays back" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Reads only" })).toHaveCount(0);
  await page.goto(`${surface.keys}?capability=nonsense&search=reads`);
  await expect(page.getByRole("link", { name: "Reads only" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Pays back" })).toHaveCount(0);
});

test("a key that another key minted says so, with a link to that one", async ({ page }) => {
  const surface = await openKeys(page);
  const ci = await storeKey(page, {
    name: "CI job",
    environment: "production",
    permissions: ["SURFACE_KEYS:WRITE"],
  });
  const minted = await fetch(new URL(`${surface.api}/keys`, ORIGIN), {
    method: "POST",
    headers: { Authorization: `Bearer ${ci.secret}`, "Content-Type": "application/json" },
    body: JSON.stringify({ name: "Customer 7", environment: "production" }),
  });
  expect(minted.status).toBe(201);
  await page.reload();
  await page
    .getByRole("row", { name: /Customer 7/ })
    .getByRole("link", { name: "CI job" })
    .click();
  await expect(page.getByRole("heading", { name: "CI job", level: 1 })).toBeVisible();
});

test("a viewer sees why nothing can be changed", async ({ page }) => {
  const { email } = await signUp(page, null);
  const surface = await makeSurface(page);
  await storeSurfaceKey(page, surface, { name: "Looked at" });
  await setRole(email, "viewer");
  await page.goto(surface.keys);
  const create = page.getByRole("button", { name: "Create API Key" });
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect(create).toHaveAccessibleDescription(/Viewers can't create or change keys/);
  await page.getByRole("button", { name: "Actions for Looked at" }).click();
  await expect(page.getByRole("menuitem", { name: "Revoke" })).toBeDisabled();
});

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
