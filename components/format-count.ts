/** A whole number as English writes it: 1,234,567. What Intl needs for it costs a page 70 ms. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
