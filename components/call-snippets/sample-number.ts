type NumberRule = Readonly<Record<string, unknown>>;

/** A number that fits the bounds of a schema: 1 where that does. */
export function sampleNumber(rule: NumberRule, isWhole: boolean): number {
  const least = Math.max(
    numberOr(rule.minimum, -Infinity),
    numberOr(rule.exclusiveMinimum, -Infinity),
  );
  const most = Math.min(
    numberOr(rule.maximum, Infinity),
    numberOr(rule.exclusiveMaximum, Infinity),
  );
  const step = numberOr(rule.multipleOf, isWhole ? 1 : 0);
  const some = [1, 0, (least + most) / 2, least, least + 1, most, most - 1];
  const multiples =
    step > 0
      ? [least, most, least + step, most - step].flatMap((near) => [
          Math.ceil(near / step) * step,
          Math.floor(near / step) * step,
        ])
      : [];
  const fits = (value: number) =>
    Number.isFinite(value) &&
    value >= numberOr(rule.minimum, -Infinity) &&
    value <= numberOr(rule.maximum, Infinity) &&
    value > numberOr(rule.exclusiveMinimum, -Infinity) &&
    value < numberOr(rule.exclusiveMaximum, Infinity) &&
    (!isWhole || Number.isInteger(value)) &&
    (step === 0 || Number.isInteger(value / step));
  return [...some, step, ...multiples].find(fits) ?? 1;
}

export function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}
