import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const DIALOG = "[role='dialog'], [role='alertdialog']";

/** All that axe has on by itself, and that a name holds the words which are seen. */
export const AXE = { rules: { "label-content-name-mismatch": { enabled: true } } };

/** Fails with what axe finds, in light or in dark, or when the page scrolls sideways. */
export async function expectAccessible(page: Page, place: string, within = "html"): Promise<void> {
  await expectNothing(new AxeBuilder({ page }).options(AXE).include(within), place);
  await showIn(page, "dark");
  // Themes differ in their colors alone.
  const colors = ["color-contrast", "link-in-text-block"];
  const dark = new AxeBuilder({ page }).include(within).withRules(colors);
  await expectNothing(dark, `${place}, dark`);
  await showIn(page, "light");
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(overflow, `${place} scrolls sideways`).toBe(false);
}

async function expectNothing(builder: AxeBuilder, place: string): Promise<void> {
  const { violations } = await builder.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
  expect(found, place).toEqual([]);
}

async function showIn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
}
