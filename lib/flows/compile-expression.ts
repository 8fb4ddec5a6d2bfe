import "server-only";
import {
  type Comparison,
  type Expression,
  parseExpression,
} from "@/lib/contracts/expression/expression";
import { compileParts, type Render } from "@/lib/flows/compile-template";
import { readPath } from "@/lib/flows/scope";
import { StepError } from "@/lib/flows/step-error";

/** A condition, true or false as in JavaScript; throws {@link StepError} when it cannot be read. */
export function compileCondition(text: string, field: string): Render<boolean> {
  const parsed = parseExpression(text);
  if (parsed.problem !== undefined) throw new StepError(`${field}: ${parsed.problem}`);
  const evaluate = compile(parsed.expression);
  return (scope) => Boolean(evaluate(scope));
}

function compile(expression: Expression): Render {
  switch (expression.kind) {
    case "literal":
      return () => expression.value;
    case "path":
      return (scope) => readPath(scope, expression.path);
    case "text":
      return compileParts(expression.template.parts, "condition");
    case "not": {
      const of = compile(expression.of);
      return (scope) => !of(scope);
    }
    case "and":
    case "or":
      return compileBoth(expression.kind, compile(expression.left), compile(expression.right));
    case "compare":
      return compileComparison(
        expression.operator,
        compile(expression.left),
        compile(expression.right),
      );
  }
}

function compileBoth(kind: "and" | "or", left: Render, right: Render): Render {
  return kind === "and"
    ? (scope) => left(scope) && right(scope)
    : (scope) => left(scope) || right(scope);
}

function compileComparison(operator: Comparison, left: Render, right: Render): Render {
  return (scope) => {
    const [one, other] = [left(scope), right(scope)];
    scope.texts.take(charactersRead(operator, one, other));
    return compare(operator, one, other);
  };
}

/** Compares JSON values as JavaScript does, save that an object equals nothing but itself. */
function compare(operator: Comparison, left: unknown, right: unknown): boolean {
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
function charactersRead(operator: Comparison, left: unknown, right: unknown): number {
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
