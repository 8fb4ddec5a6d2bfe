import { expect, type Page } from "@playwright/test";

/** Of the scripts of a page, compressed as served, until its network is idle without anyone's act. */
const MAX_BYTES = 180_000;
/** The libraries that draw a page at all: less is a measurement that missed them. */
const MIN_BYTES = 100_000;

/** Fails when the page that was just opened carries more scripts than a page may. */
export async function expectLight(page: Page, place: string): Promise<void> {
  // A page that looks again every other second is idle for scripts once none has come for one.
  await expect.poll(async () => (await readScripts(page)).idle).toBeGreaterThan(1_000);
  const { bytes } = await readScripts(page);
  expect(bytes, `scripts of ${place}`).toBeGreaterThan(MIN_BYTES);
  expect(bytes, `scripts of ${place}`).toBeLessThanOrEqual(MAX_BYTES);
}

/** Of the scripts that have come: their bytes, and for how many milliseconds none has. */
function readScripts(page: Page): Promise<{ bytes: number; idle: number }> {
  return page.evaluate(() => {
    const scripts = performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"));
    const last = Math.max(0, ...scripts.map(({ responseEnd }) => responseEnd));
    const bytes = scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    return { bytes, idle: performance.now() - last };
  });
}
