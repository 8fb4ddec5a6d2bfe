import "server-only";
import type { Comparison } from "@/lib/contracts/expression/expression";

/** Compares JSON values as JavaScript does, save that an object equals nothing but itself. */
export function compare(operator: Comparison, left: unknown, right: unknown): boolean {
  switch (operator) {
    case "===":
      return left === right;
    case "!==":
      return left !== right;
    case "==":
      return looselyEqual(left, right);
    case "!=":
      return !looselyEqual(left, right);
    default:
      return inOrder(operator, left, right);
  }
}

/** At most how many characters a comparison looks at; a text beside a number is read as one. */
export function charactersRead(operator: Comparison, left: unknown, right: unknown): number {
  if (typeof left === "string" && typeof right === "string") {
    return Math.min(left.length, right.length);
  }
  if (operator === "===" || operator === "!==") return 0;
  return [left, right].reduce<number>(
    (sum, each) => sum + (typeof each === "string" ? each.length : 0),
    0,
  );
}

function looselyEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (isNothing(left) || isNothing(right)) return isNothing(left) && isNothing(right);
  if (typeof left === "object" || typeof right === "object") return false;
  return typeof left !== typeof right && toNumber(left) === toNumber(right);
}

function inOrder(operator: "<" | ">" | "<=" | ">=", left: unknown, right: unknown): boolean {
  const texts = typeof left === "string" && typeof right === "string";
  const [a, b] = texts ? [left, right] : [toNumber(left), toNumber(right)];
  switch (operator) {
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
  }
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function toNumber(value: unknown): number {
  return value === undefined || (typeof value === "object" && value !== null)
    ? Number.NaN
    : Number(value);
}
