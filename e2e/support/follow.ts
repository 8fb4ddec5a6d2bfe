import { expect, type Page } from "@playwright/test";

/** Follows a link of a page that the next page has too, and waits until that one is there. */
export async function follow(page: Page, name: string): Promise<void> {
  const before = page.url();
  await page.getByRole("link", { name }).click();
  await expect(page).not.toHaveURL(before);
}
