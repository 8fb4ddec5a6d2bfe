import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const DIALOG = "[role='dialog'], [role='alertdialog']";

/** Fails with what axe finds, or when the page scrolls sideways. */
export async function expectAccessible(page: Page, place: string, within = "html"): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
  expect(found, place).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(overflow, `${place} scrolls sideways`).toBe(false);
}
