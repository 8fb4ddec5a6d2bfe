import { expect, type Locator, type Page } from "@playwright/test";

type Reachable = "button" | "radio" | "checkbox" | "textbox" | "link";

/** Presses Tab until the named control has the focus. */
export async function tabTo(page: Page, role: Reachable, name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${name}`);
}

/** Presses a key until what it opens is there: a page just loaded may not listen yet. */
export async function pressUntil(page: Page, key: string, opened: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(opened).toBeFocused({ timeout: 500 });
  }).toPass();
}
