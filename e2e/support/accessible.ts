import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { RunOptions } from "axe-core";
import { someOf } from "@/tests/support/proof";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const DIALOG = "[role='dialog'], [role='alertdialog']";

const AXE: RunOptions = {
  // Off by itself: a name holds the words which are seen.
  rules: { "label-content-name-mismatch": { enabled: true } },
  resultTypes: ["violations"],
};

const THEMES = ["light", "dark"] as const;
const WIDTHS = [360, 1440];

/** Fails with what axe finds in light or in dark, or when the page scrolls sideways. */
export async function expectAccessible(page: Page, place: string, within?: string): Promise<void> {
  for (const theme of someOf(THEMES, place)) await expectAccessibleIn(page, theme, place, within);
}

/** The same on a narrow screen or on a wide one. */
export async function expectAccessibleAtWidths(
  page: Page,
  place: string,
  within?: string,
): Promise<void> {
  const looks = THEMES.flatMap((theme) => WIDTHS.map((width) => ({ theme, width })));
  for (const { theme, width } of someOf(looks, place)) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessibleIn(page, theme, `${place} at ${width}`, within);
  }
}

async function expectAccessibleIn(
  page: Page,
  colorScheme: (typeof THEMES)[number],
  place: string,
  within?: string,
): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
  await expectNothing(page, `${place}, ${colorScheme}`, within);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(overflow, `${place} scrolls sideways`).toBe(false);
}

/** Fails with what axe finds on a page as it is shown now. */
export async function expectNothing(page: Page, place: string, within = "html"): Promise<void> {
  await expect(page.locator(within).first(), place).toBeVisible();
  // A list that is being read again is dimmed until it is there.
  await expect(page.locator("main [aria-busy=true]"), place).toHaveCount(0);
  // A page keeps it until it is left: to load it takes as long as to run it.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  const found = await page.evaluate<string[]>(
    `axe.run(${JSON.stringify(within)}, ${JSON.stringify(AXE)}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html)))`,
  );
  expect(found, place).toEqual([]);
}
