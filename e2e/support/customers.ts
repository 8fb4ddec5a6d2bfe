import { expect, type Page } from "@playwright/test";
import { ORIGIN } from "./database";

async function post(page: Page, path: string, data: Record<string, unknown>) {
  const response = await page.request.post(path, { data, headers: { Origin: ORIGIN } });
  expect(response.ok(), `${path}: ${await response.text()}`).toBe(true);
  return response.json();
}

/** Makes a customer through the API, as the signed-in person. */
export function storeCustomer(page: Page, facts: Record<string, unknown>): Promise<{ id: string }> {
  return post(page, "/v1/customers", facts);
}

export function storePlan(page: Page, facts: Record<string, unknown>): Promise<{ id: string }> {
  return post(page, "/v1/plans", facts);
}
