import { expect, type Page } from "@playwright/test";
import { ORIGIN } from "./database";

/** Makes a flow through the API, as the signed-in person; its id. */
export async function storeFlow(
  page: Page,
  name: string,
  steps: readonly object[] = [],
): Promise<string> {
  const response = await page.request.post("/v1/flows", {
    data: { name, steps },
    headers: { Origin: ORIGIN },
  });
  expect(response.status()).toBe(201);
  return (await response.json()).id;
}
