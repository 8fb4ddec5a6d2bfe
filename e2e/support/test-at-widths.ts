import type { Page } from "@playwright/test";
import { signUp } from "./people";
import { test } from "./quiet-test";

/** A long walk of a new person through pages, on a wide and on a narrow screen. */
export function testAtWidths(title: string, walk: (page: Page) => Promise<void>): void {
  for (const width of [1440, 360]) {
    test(`${title}, ${width} px`, async ({ page }) => {
      test.slow();
      await page.setViewportSize({ width, height: 900 });
      await signUp(page);
      await walk(page);
    });
  }
}
