import { randomBytes, randomInt } from "node:crypto";
import type { Page } from "@playwright/test";

/** A new person with an organization of their own, signed in and on Settings -> API. */
export async function signUp(page: Page): Promise<{ email: string }> {
  const email = `keys-${randomBytes(6).toString("hex")}@example.com`;
  const address = `198.18.${randomInt(256)}.${randomInt(256)}`;
  await page.setExtraHTTPHeaders({ "X-Forwarded-For": address });
  await page.goto("/sign-up");
  await page.getByLabel("Name", { exact: true }).fill("Ada Example");
  await page.getByLabel("Organization").fill("Example Works");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("kettle orbit thistle 42");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/settings\/api/);
  await page.setExtraHTTPHeaders({});
  return { email };
}
