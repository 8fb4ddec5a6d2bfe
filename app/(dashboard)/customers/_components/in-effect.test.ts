import { expect, it } from "vitest";
import { limitsInEffect, modeInEffect } from "./in-effect";

const PLAN = {
  limits: { perMinute: 60, perHour: null, perDay: 1_000 },
  quota: { unitsPerMonth: 10_000, mode: "soft" },
} as const;

const customer = {
  limits: { perMinute: null, perHour: 500, perDay: "unlimited" },
  quota: { unitsPerMonth: 0, mode: null },
} as const;

it("holds what a customer has of its own, and else what its plan says", () => {
  const said = limitsInEffect(customer, PLAN).map(({ name, value, from }) => [name, value, from]);
  expect(said).toEqual([
    ["perMinute", 60, "plan"],
    ["perHour", 500, "customer"],
    ["perDay", null, "customer"],
    ["unitsPerMonth", 0, "customer"],
  ]);
  expect(modeInEffect(customer, PLAN)).toBe("soft");
});

it("holds no limit that neither says", () => {
  expect(limitsInEffect(customer, null)).toMatchObject([{ value: null }, {}, {}, {}]);
  expect(modeInEffect(customer, null)).toBe("hard");
});
