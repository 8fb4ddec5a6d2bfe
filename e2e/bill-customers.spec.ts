import { expect, type Page } from "@playwright/test";
import { storeCustomer, storePlan } from "./support/customers";
import { ORIGIN } from "./support/database";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { callCapability, makeSurface, type Surface, storeSurfaceKey } from "./support/surfaces";

const CALLS = 320;
const QUOTA = 300;
const NO_LIMITS = { rateLimitPerMinute: 1_000, rateLimitPerDay: 10_000 };

async function ask(page: Page, method: string, path: string, data?: Record<string, unknown>) {
  const headers = { Origin: ORIGIN };
  const response = await page.request.fetch(path, { method, headers, ...(data && { data }) });
  expect(response.ok(), `${path}: ${await response.text()}`).toBe(true);
  return response.json();
}

/** Calls made over several keys at once; how many were answered with each status. */
async function callOver(surface: Surface, secrets: readonly string[], count: number) {
  const answered: Record<number, number> = {};
  for (let from = 0; from < count; from += 20) {
    const batch = Array.from({ length: Math.min(20, count - from) }, (_, index) =>
      callCapability(surface, "faq", secrets[index % secrets.length] ?? ""),
    );
    for (const { status } of await Promise.all(batch))
      answered[status] = (answered[status] ?? 0) + 1;
  }
  return answered;
}

/** Every event of the feed, once it has those that are expected. */
async function feedOf(page: Page, expected: number) {
  let events: { id: string; data: { price: string; integration: string } }[] = [];
  await expect(async () => {
    events = [];
    for (let cursor = "", hasMore = true; hasMore; ) {
      const after = cursor === "" ? "" : `&cursor=${cursor}`;
      const { data, pagination } = await ask(page, "GET", `/v1/usage/events?limit=70${after}`);
      events.push(...data);
      ({ nextCursor: cursor, hasMore } = pagination);
    }
    expect(events).toHaveLength(expected);
  }).toPass();
  return events;
}

test("customers are billed for exactly what they called, and handed keys that nobody saw", async ({
  page,
  browser,
}) => {
  test.slow();
  await signUp(page, null);
  const surface = await makeSurface(page, [{ name: "FAQ", slug: "faq" }]);
  const plan = await storePlan(page, {
    name: "Team",
    quota: { unitsPerMonth: QUOTA },
    spendCapPerMonth: "50",
    prices: [
      {
        capabilityId: surface.capabilities.faq,
        tiers: [
          { upTo: 100, unitPrice: "0" },
          { upTo: null, unitPrice: "0.01" },
        ],
      },
    ],
  });
  const crm = await storeSurfaceKey(page, surface, {
    ...{ name: "CRM", environment: "production", integration: "CRM sync", ...NO_LIMITS },
    customer: { externalId: "globex", name: "Globex" },
  });
  const { data } = await ask(page, "GET", "/v1/customers?externalId=globex");
  const [{ id: customerId }] = data;
  await ask(page, "PUT", `/v1/customers/${customerId}`, { planId: plan.id });
  const website = await storeSurfaceKey(page, surface, {
    ...{ name: "Website", environment: "production", integration: "Website", ...NO_LIMITS },
    customerId,
  });
  const keys = [crm.secret, website.secret];
  expect(await callOver(surface, keys, CALLS)).toEqual({ 200: QUOTA, 429: CALLS - QUOTA });

  const events = await feedOf(page, QUOTA);
  expect(new Set(events.map(({ id }) => id)).size).toBe(QUOTA);
  expect(events.filter(({ data }) => data.price === "0.01")).toHaveLength(QUOTA - 100);
  expect(new Set(events.map(({ data }) => data.integration))).toEqual(
    new Set(["CRM sync", "Website"]),
  );
  const month = new Date().toISOString().slice(0, 7);
  expect(await ask(page, "GET", `/v1/customers/${customerId}/statements/${month}`)).toMatchObject({
    lines: [
      { tier: 1, quantity: 100, amount: "0" },
      { tier: 2, quantity: QUOTA - 100, unitPrice: "0.01", amount: "2" },
    ],
    total: "2.00",
    status: "open",
  });
  await page.goto(`/customers/${customerId}/statements/${month}`);
  await expect(page.getByRole("main")).toContainText("2.00");
  await expect(page.getByRole("main")).toContainText("FAQ");

  await ask(page, "PUT", `/v1/plans/${plan.id}`, { quota: { unitsPerMonth: QUOTA + 2 } });
  expect(await callOver(surface, keys, 3)).toEqual({ 200: 2, 429: 1 });
  await ask(page, "PUT", `/v1/customers/${customerId}`, { status: "suspended" });
  expect(await callOver(surface, keys, 2)).toEqual({ 403: 2 });
  await ask(page, "PUT", `/v1/customers/${customerId}`, { status: "active" });
  expect(await callOver(surface, keys, 1)).toEqual({ 429: 1 });

  const { id: newcomer } = await storeCustomer(page, { name: "Initech", planId: plan.id });
  const claim = await ask(page, "POST", `${surface.api}/claim-links`, {
    ...{ name: "Initech", environment: "production", customerId: newcomer },
  });
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(claim.url);
  await visitor.getByRole("button", { name: "Show my key" }).click();
  const claimed = await visitor.getByLabel("API key", { exact: true }).inputValue();
  expect(await callOver(surface, [claimed], 1)).toEqual({ 200: 1 });
  await visitor.context().close();

  const config = { type: "api", portal: { enabled: true } };
  await ask(page, "PUT", surface.api, { config });
  const link = await ask(page, "POST", `/v1/customers/${customerId}/portal-links`, {});
  const customer = await (await browser.newContext()).newPage();
  await customer.goto(link.url);
  await customer.getByRole("button", { name: "Open the portal" }).click();
  await expect(customer.getByRole("region", { name: "Keys" })).toContainText("Website");
  await expect(customer.getByRole("main")).not.toContainText("Initech");
  await customer.getByRole("button", { name: "Roll key" }).first().click();
  const roll = customer.getByRole("dialog", { name: /^Roll/ });
  await roll.getByRole("radio", { name: "Now" }).click();
  await roll.getByRole("button", { name: "Roll key" }).click();
  const rolled = await customer.getByLabel("API key", { exact: true }).inputValue();
  expect(keys).not.toContain(rolled);
  expect(await callOver(surface, [rolled], 1)).toEqual({ 429: 1 });
  await customer.context().close();
});
