import { expect, type Page } from "@playwright/test";
import { ORIGIN } from "./database";

type NewSecret = { key?: string; hosts: readonly string[]; description?: string };

/** Makes a test secret as its owner's program would. */
export async function storeSecret(page: Page, secret: NewSecret): Promise<void> {
  const response = await page.request.post("/v1/secrets", {
    data: { key: "TOKEN", environment: "test", value: "upstream-token-0123456789", ...secret },
    headers: { Origin: ORIGIN },
  });
  expect(response.status()).toBe(201);
}
