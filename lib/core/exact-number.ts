/** The whole number that a text writes in decimal digits; undefined for any other text. */
export function readWhole(text: string): number | undefined {
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
}

const LITERAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * Whether a number of JSON is the same number once it is read: not too large or too small, and, where
 * it is whole, every digit kept. Fractions are approximate in any reader.
 */
export function isExactNumber(literal: string): boolean {
  const value = Number(literal);
  if (!Number.isFinite(value)) return false;
  if (value === 0) return !/[1-9]/.test(literal.split(/e/i, 1)[0] ?? "");
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return true;
  const meant = wholeNumber(literal);
  // A program that has the same double writes it with fewer digits: 1e23, or zeros at the end.
  return meant !== undefined && (meant === BigInt(value) || meant === wholeNumber(String(value)));
}

/** The whole number that a finite literal stands for; undefined for a fraction. */
function wholeNumber(literal: string): bigint | undefined {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = LITERAL.exec(literal) ?? [];
  const digits = whole + fraction;
  let zeros = Number(exponent) - fraction.length;
  let end = digits.length;
  for (; zeros < 0 && digits[end - 1] === "0"; zeros += 1) end -= 1;
  return zeros < 0 ? undefined : BigInt(`${sign}${digits.slice(0, end)}${"0".repeat(zeros)}`);
}
