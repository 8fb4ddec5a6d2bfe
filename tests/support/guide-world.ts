import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";

const GREETINGS = { name: "Greetings", template: { type: "rest_api", sampleFlow: "greeting" } };

/** What the guides speak of, in an organization of its own, by the names of their variables. */
export async function makeWorld(origin: string): Promise<Record<string, string>> {
  const organizationId = await createOrganization();
  const limits = { limitPerHour: 1_000, limitPerDay: 10_000 };
  const scopes = [
    ...["FLOWS:*", "RECORDS:*", "PRODUCTS:*", "SURFACE_KEYS:*", "CUSTOMERS:*"],
    "ANALYTICS:READ",
  ];
  const production = await createKey({ organizationId, permissions: scopes, ...limits });
  const test = await createKey({
    organizationId,
    environment: "test",
    permissions: ["FLOWS:*", "RECORDS:*"],
    ...limits,
  });
  const reader = await createKey({ organizationId, permissions: ["FLOWS:READ"], ...limits });
  const post = async (path: string, body: object) => {
    const response = await fetch(`${origin}${path}`, {
      method: "POST",
      headers: { ...production.headers, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  const product = await post("/v1/products", GREETINGS);
  const surface = `/v1/products/${product.id}/surfaces/${product.surfaces[0].id}`;
  const key = await post(`${surface}/keys`, { name: "Acme" });
  const customer = await post("/v1/customers", { name: "Initech", externalId: "initech" });
  return {
    RUNTYPE_API_KEY: production.plaintext,
    RUNTYPE_TEST_KEY: test.plaintext,
    READ_ONLY_KEY: reader.plaintext,
    PRODUCT_ID: product.id,
    SURFACE_ID: product.surfaces[0].id,
    CAPABILITY_ID: product.capabilities[0].id,
    FLOW_ID: product.capabilities[0].flowId,
    KEY_ID: key.id,
    CUSTOMER_ID: customer.id,
    MONTH: customer.createdAt.slice(0, "2026-01".length),
    RUNTYPE_SURFACE_API_KEY: product.testApiKey.key,
  };
}
