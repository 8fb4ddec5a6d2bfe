import { ExpressionError, readTokens, type Token } from "./expression-tokens";
import type { Path, Template } from "./template";

export type Comparison = "==" | "!=" | "===" | "!==" | "<" | ">" | "<=" | ">=";

/** A condition as it was read; a text holds placeholders. */
export type Expression =
  | { kind: "literal"; value: string | number | boolean | null | undefined }
  | { kind: "text"; template: Template }
  | { kind: "path"; path: Path }
  | { kind: "not"; of: Expression }
  | { kind: "and" | "or"; left: Expression; right: Expression }
  | { kind: "compare"; operator: Comparison; left: Expression; right: Expression };

/** The paths that a condition reads, in order of appearance. */
export function expressionPaths(expression: Expression): Path[] {
  switch (expression.kind) {
    case "literal":
      return [];
    case "text":
      return expression.template.parts.filter((part) => typeof part !== "string");
    case "path":
      return [expression.path];
    case "not":
      return expressionPaths(expression.of);
    case "and":
    case "or":
    case "compare":
      return [...expressionPaths(expression.left), ...expressionPaths(expression.right)];
  }
}

type Parsed = { expression: Expression; problem?: undefined } | { problem: string };

const MAX_DEPTH = 50;
const EQUALITIES = ["==", "!=", "===", "!=="] as const;
const ORDERS = ["<", ">", "<=", ">="] as const;

/** Reads a condition; the problem names its position, counted from 1. */
export function parseExpression(text: string): Parsed {
  try {
    const reader = new Reader(readTokens(text), text.length + 1);
    const expression = reader.either(0);
    reader.expectEnd();
    return { expression };
  } catch (error) {
    if (error instanceof ExpressionError) return { problem: error.message };
    throw error;
  }
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #at = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  either(depth: number): Expression {
    let left = this.#both(depth);
    while (this.#take("||")) left = { kind: "or", left, right: this.#both(depth) };
    return left;
  }

  expectEnd(): void {
    const token = this.#tokens[this.#at];
    if (token) throw unexpected(token);
  }

  #both(depth: number): Expression {
    let left = this.#equality(depth);
    while (this.#take("&&")) left = { kind: "and", left, right: this.#equality(depth) };
    return left;
  }

  #equality(depth: number): Expression {
    let left = this.#order(depth);
    for (let operator = this.#oneOf(EQUALITIES); operator; operator = this.#oneOf(EQUALITIES)) {
      left = { kind: "compare", operator, left, right: this.#order(depth) };
    }
    return left;
  }

  #order(depth: number): Expression {
    let left = this.#operand(depth);
    for (let operator = this.#oneOf(ORDERS); operator; operator = this.#oneOf(ORDERS)) {
      left = { kind: "compare", operator, left, right: this.#operand(depth) };
    }
    return left;
  }

  #operand(depth: number): Expression {
    const token = this.#tokens[this.#at];
    if (!token) throw new ExpressionError("Something is missing", this.#end);
    if (depth > MAX_DEPTH) throw new ExpressionError("Nested too deep", token.at);
    this.#at += 1;
    if (token.kind === "value") return token.value;
    if (token.text === "!") return { kind: "not", of: this.#operand(depth + 1) };
    if (token.text !== "(") throw unexpected(token);
    const inner = this.either(depth + 1);
    if (!this.#take(")")) {
      throw new ExpressionError("A ) is missing", this.#tokens[this.#at]?.at ?? this.#end);
    }
    return inner;
  }

  #take(text: string): boolean {
    return this.#oneOf([text]) !== undefined;
  }

  #oneOf<T extends string>(texts: readonly T[]): T | undefined {
    const token = this.#tokens[this.#at];
    const found =
      token?.kind === "operator" ? texts.find((each) => each === token.text) : undefined;
    if (found !== undefined) this.#at += 1;
    return found;
  }
}

function unexpected({ at, text }: Token): ExpressionError {
  return new ExpressionError(`Unexpected ${text}`, at);
}
