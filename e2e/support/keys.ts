import { expect, type Page } from "@playwright/test";
import { ORIGIN } from "./database";

export type NewKey = {
  name: string;
  environment?: "Test" | "Production";
  template?: string;
};

/** Fills in the open create form. */
export async function fillKey(page: Page, { name, environment, template }: NewKey): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Create New API Key" });
  await dialog.getByLabel("Name").fill(name);
  if (environment) await dialog.getByRole("radio", { name: environment, exact: true }).click();
  if (template) await dialog.getByRole("radio", { name: template, exact: true }).click();
}

/** The secret that is on screen now. */
export function shownSecret(page: Page): Promise<string> {
  return page.getByRole("textbox", { name: "API key", exact: true }).inputValue();
}

/** Copies what is shown and closes. */
export async function copyAndClose(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

export type StoredKey = { id: string; name: string; secret: string };

/** Creates a key through the API, as the signed-in person. */
export async function storeKey(page: Page, facts: Record<string, unknown>): Promise<StoredKey> {
  const response = await page.request.post("/v1/api-keys", {
    data: facts,
    headers: { Origin: ORIGIN },
  });
  expect(response.status()).toBe(201);
  const { apiKey, plainKey } = await response.json();
  return { id: apiKey.id, name: apiKey.name, secret: plainKey };
}

/** Calls the API as a program with this secret. */
export function call(secret: string, path = "/v1/me", init: RequestInit = {}) {
  const headers = { Authorization: `Bearer ${secret}`, "User-Agent": "deploy-script/1.4" };
  return fetch(new URL(path, ORIGIN), { ...init, headers: { ...headers, ...init.headers } });
}

/** Picks an act from the menu of a row. */
export async function actOnRow(page: Page, name: string, act: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: act }).click();
}

export async function openKey(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}
