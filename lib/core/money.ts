import { memoize } from "@/lib/core/bounded-cache";

/** Amounts are whole numbers of a millionth of the currency, so that sums of them are exact. */
const PLACES = 6;
const SCALE = 10n ** BigInt(PLACES);

/** Digits before the point that are sure to fit the database's columns. */
const MAX_WHOLE_DIGITS = 9;

const AMOUNT = new RegExp(`^(0|[1-9]\\d{0,${MAX_WHOLE_DIGITS - 1}})(?:\\.(\\d{1,${PLACES}}))?$`);

export const AMOUNT_PATTERN = AMOUNT.source;

/** Millionths in a decimal such as `0.002`; null for any other text. */
export function parseAmount(text: string): bigint | null {
  const [, whole, fraction = ""] = AMOUNT.exec(text) ?? [];
  return whole === undefined ? null : millionthsOf(whole, fraction);
}

function millionthsOf(whole: string, fraction: string): bigint {
  return BigInt(whole) * SCALE + BigInt(fraction.padEnd(PLACES, "0"));
}

/** Millionths of a currency as people write them: `50.00 EUR`, `0.002 EUR`, `800 JPY`. */
export function formatMoney(millionths: bigint | number, currency: string): string {
  return `${withMinorDigits(millionths, currency)} ${currency}`;
}

/** With as many digits after the point as the currency is paid in, or more where they are needed. */
function withMinorDigits(millionths: bigint | number, currency: string): string {
  const [whole = "", fraction = ""] = formatAmount(millionths).split(".");
  const shown = fraction.padEnd(minorDigits(currency), "0");
  return `${whole}${shown && `.${shown}`}`;
}

/** An amount that is written down, as people write it. */
export function moneyText(amount: string, currency: string): string {
  return formatMoney(sumAmounts([amount]), currency);
}

/** Millionths of amounts that are written down, below nothing too. */
export function sumAmounts(amounts: readonly string[]): bigint {
  return amounts.reduce((sum, text) => {
    const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
    const amount = millionthsOf(whole, fraction);
    return text.startsWith("-") ? sum - amount : sum + amount;
  }, 0n);
}

/** Millionths in the smallest unit of a currency, rounded half up: `12.40`. */
export function roundAmount(millionths: bigint, currency: string): string {
  const step = 10n ** BigInt(PLACES - minorDigits(currency));
  return withMinorDigits(((millionths + step / 2n) / step) * step, currency);
}

/** Digits of the smallest unit that a currency is paid in. */
const minorDigits = memoize((currency: string) => {
  const style = new Intl.NumberFormat("en", { style: "currency", currency });
  return style.resolvedOptions().maximumFractionDigits ?? 2;
});

/** Millionths as the shortest decimal: `0.002`, `12`, `-0.5`. */
export function formatAmount(millionths: bigint | number): string {
  const amount = BigInt(millionths);
  const digits = (amount < 0n ? -amount : amount).toString().padStart(PLACES + 1, "0");
  const fraction = digits.slice(-PLACES).replace(/0+$/, "");
  const sign = amount < 0n ? "-" : "";
  return `${sign}${digits.slice(0, -PLACES)}${fraction && `.${fraction}`}`;
}
