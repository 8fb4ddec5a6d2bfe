import { expect, type Page } from "@playwright/test";

/** Of the scripts of a page, compressed as served, until its network is idle without anyone's act. */
const MAX_BYTES = 180_000;
/** The libraries that draw a page at all: less is a measurement that missed them. */
const MIN_BYTES = 100_000;

/** Fails when the page that was just opened carries more scripts than a page may. */
export async function expectLight(page: Page, place: string): Promise<void> {
  let bytes = 0;
  // A page that looks again every other second is idle for scripts once none has come for one.
  await expect(async () => {
    const before = bytes;
    bytes = await scriptBytes(page);
    expect(bytes).toBe(before);
  }).toPass({ intervals: [1_000] });
  expect(bytes, `scripts of ${place}`).toBeGreaterThan(MIN_BYTES);
  expect(bytes, `scripts of ${place}`).toBeLessThanOrEqual(MAX_BYTES);
}

function scriptBytes(page: Page): Promise<number> {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .reduce(
        (sum, entry) =>
          sum + (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0),
        0,
      ),
  );
}
