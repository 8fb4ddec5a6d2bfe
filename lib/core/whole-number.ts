/** The whole number that a text writes in decimal digits; undefined for any other text. */
export function readWhole(text: string): number | undefined {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}
