/** The whole number that a text writes in decimal digits; undefined for any other text. */
export function readWhole(text: string): number | undefined {
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
}
