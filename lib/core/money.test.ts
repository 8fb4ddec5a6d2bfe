import fc from "fast-check";
import { expect, it } from "vitest";
import { formatAmount, parseAmount } from "./money";

it("reads what it writes", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (amount) => {
      expect(parseAmount(formatAmount(amount))).toBe(amount);
    }),
  );
  expect(formatAmount(-500_000)).toBe("-0.5");
  expect(formatAmount(12_000_000n)).toBe("12");
});

it.each(["", "-1", "1e3", "01", "1.", ".5", "1.0000001", "1,5", "1234567890", " 1", "١", "NaN"])(
  "takes no amount from %j",
  (text) => expect(parseAmount(text)).toBeNull(),
);
