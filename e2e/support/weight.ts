import { expect, type Page } from "@playwright/test";

/** Of the scripts of a page, compressed as served, until its network is idle without anybody's act. */
const MAX_BYTES = 180_000;
/** The libraries that draw a page at all: less is a measurement that missed them. */
const MIN_BYTES = 100_000;

/** Fails when the page that was just opened carries more scripts than a page may. */
export async function expectLight(page: Page, place: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .flatMap((entry) =>
        entry instanceof PerformanceResourceTiming && new URL(entry.name).pathname.endsWith(".js")
          ? [entry.encodedBodySize]
          : [],
      ),
  );
  const bytes = scripts.reduce((sum, size) => sum + size, 0);
  expect(bytes, `scripts of ${place}`).toBeGreaterThan(MIN_BYTES);
  expect(bytes, `scripts of ${place}`).toBeLessThanOrEqual(MAX_BYTES);
}
