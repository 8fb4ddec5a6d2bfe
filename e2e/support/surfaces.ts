import { expect, type Page } from "@playwright/test";
import { ORIGIN } from "./database";
import { shownSecret } from "./keys";

export type Surface = {
  productId: string;
  surfaceId: string;
  /** Ids of capabilities by the slugs of their endpoints. */
  capabilities: Record<string, string>;
  /** The Keys tab. */
  keys: string;
  /** What the addresses of its API begin with. */
  api: string;
};

async function post(page: Page, path: string, data: Record<string, unknown>) {
  const response = await page.request.post(path, {
    data,
    headers: { Origin: ORIGIN },
  });
  expect(response.ok(), `${path}: ${await response.text()}`).toBe(true);
  return response.json();
}

type Offer = { name: string; slug: string; description?: string };

export const OFFERS: readonly Offer[] = [
  { name: "FAQ", slug: "faq", description: "Answers questions from the handbook." },
  { name: "Order lookup", slug: "order-lookup", description: "Finds an order by its number." },
  { name: "Refund", slug: "refund" },
];

/** A product of the signed-in person with an API surface, each capability a flow that echoes. */
export async function makeSurface(page: Page, offers = OFFERS): Promise<Surface> {
  const { id: productId } = await post(page, "/v1/products", { name: "Support desk" });
  const product = `/v1/products/${productId}`;
  const { id: surfaceId } = await post(page, `${product}/surfaces`, {
    name: "Customer API",
    type: "api",
    config: { type: "api", rateLimit: { perMinute: 60, perDay: 10_000 } },
  });
  const api = `${product}/surfaces/${surfaceId}`;
  const capabilities: Record<string, string> = {};
  for (const offer of offers) capabilities[offer.slug] = await offerOn(page, product, api, offer);
  const keys = `/products/${productId}/surfaces/${surfaceId}/keys`;
  return { productId, surfaceId, capabilities, keys, api };
}

async function offerOn(page: Page, product: string, api: string, offer: Offer): Promise<string> {
  const { name, slug, description = null } = offer;
  const template = `${name}: {{input}}`;
  const step = { id: "answer", name: "Answer", type: "template", order: 0, enabled: true };
  const flow = await post(page, "/v1/flows", {
    name: `${name} flow`,
    steps: [{ ...step, config: { template, outputVariable: "answer" } }],
  });
  await post(page, `/v1/flows/${flow.id}/publish`, {});
  const { id: capabilityId } = await post(page, `${product}/capabilities`, {
    capabilityName: name,
    capabilityDescription: description,
    flowId: flow.id,
    parametersSchema: null,
  });
  await post(page, `${api}/items`, { capabilityId, endpointSlug: slug });
  return capabilityId;
}

/** Makes a key of the surface through the API, as the signed-in person. */
export async function storeSurfaceKey(
  page: Page,
  surface: Surface,
  facts: Record<string, unknown>,
): Promise<{ id: string; name: string; secret: string }> {
  const { id, name, key } = await post(page, `${surface.api}/keys`, facts);
  return { id, name, secret: key };
}

/** Calls a capability as a customer's program. */
export function callCapability({ api }: Surface, slug: string, secret: string) {
  return fetch(new URL(`${api}/api/${slug}`, ORIGIN), {
    method: "POST",
    headers: {
      Authorization: `Bearer ${secret}`,
      "Content-Type": "application/json",
      "User-Agent": "acme-app/2.0",
    },
    body: JSON.stringify({ input: "Where is my order?" }),
  });
}

/** Creates a key through the dialog with these capabilities checked; its secret stays on screen. */
export async function createScopedKey(
  page: Page,
  name: string,
  capabilities: readonly string[],
): Promise<string> {
  await page.getByRole("button", { name: "Create API Key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create API Key" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("radio", { name: "Specific capabilities" }).click();
  for (const capability of capabilities) {
    await dialog.getByRole("checkbox", { name: capability, exact: true }).click();
  }
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  return shownSecret(page);
}
