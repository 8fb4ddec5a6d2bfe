import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { RunOptions } from "axe-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const DIALOG = "[role='dialog'], [role='alertdialog']";

const AXE: RunOptions = {
  // Off by itself: a name holds the words which are seen.
  rules: { "label-content-name-mismatch": { enabled: true } },
  resultTypes: ["violations"],
};

/** Themes differ in their colors alone. */
const COLORS: RunOptions = { ...AXE, runOnly: ["color-contrast", "link-in-text-block"] };

/** Fails with what axe finds, in light or in dark, or when the page scrolls sideways. */
export async function expectAccessible(page: Page, place: string, within = "html"): Promise<void> {
  await showIn(page, "light");
  await expectNothing(page, place, within, AXE);
  await showIn(page, "dark");
  await expectNothing(page, `${place}, dark`, within, COLORS);
  await showIn(page, "light");
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(overflow, `${place} scrolls sideways`).toBe(false);
}

/** The same on a narrow screen, then on a wide one. */
export async function expectAccessibleAtWidths(
  page: Page,
  place: string,
  within?: string,
): Promise<void> {
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `${place} at ${width}`, within);
  }
}

/** Fails with what axe finds on a page as it is shown now. */
export async function expectNothing(
  page: Page,
  place: string,
  within = "html",
  options = AXE,
): Promise<void> {
  await expect(page.locator(within).first(), place).toBeVisible();
  // A page keeps it until it is left: to load it takes as long as to run it.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  const found = await page.evaluate<string[]>(
    `axe.run(${JSON.stringify(within)}, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html)))`,
  );
  expect(found, place).toEqual([]);
}

async function showIn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
}
