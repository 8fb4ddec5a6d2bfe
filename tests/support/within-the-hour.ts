/** Waits for the next hour when this one ends too soon for a test that counts within it. */
export async function withinTheHour(needs = 10_000): Promise<void> {
  const left = 3_600_000 - (Date.now() % 3_600_000);
  if (left < needs) await new Promise((resolve) => setTimeout(resolve, left));
}

/** Unix seconds at which the running hour, or a window of another length, ends. */
export function endOfWindow(seconds = 3_600): number {
  return (Math.floor(Date.now() / 1_000 / seconds) + 1) * seconds;
}
