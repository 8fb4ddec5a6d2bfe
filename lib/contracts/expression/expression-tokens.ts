import type { Expression } from "./expression";
import { parsePath, parseTemplate, refusalOf } from "./template";

/** What is wrong with a condition, and where, counted from 1. */
export class ExpressionError extends Error {
  constructor(message: string, at: number) {
    super(`${message} (position ${at}).`);
  }
}

/** One piece of a condition; `at` counts from 1. */
export type Token =
  | { kind: "operator"; text: string; at: number }
  | { kind: "value"; value: Expression; text: string; at: number };

const SPACE = /\s+/y;
const OPERATOR = /===|!==|==|!=|<=|>=|&&|\|\||[<>!()]/y;
const PLACEHOLDER = /\{\{([^{}]*)\}\}/y;
const TEXT = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;
const NUMBER = /-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y;
const NAME = /[A-Za-z_]\w*(?:\.[\w-]*\w|\[\d+\])*/y;

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t" };
const WORDS = new Map<string, Expression>([
  ["true", { kind: "literal", value: true }],
  ["false", { kind: "literal", value: false }],
  ["null", { kind: "literal", value: null }],
  ["undefined", { kind: "literal", value: undefined }],
]);

export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const space = match(SPACE, text, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = readToken(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function readToken(text: string, at: number): Token {
  const place = at + 1;
  const operator = match(OPERATOR, text, at);
  if (operator !== undefined) return { kind: "operator", text: operator, at: place };
  const value = (found: string, meaning: Expression): Token => ({
    kind: "value",
    text: found,
    at: place,
    value: meaning,
  });
  const placeholder = match(PLACEHOLDER, text, at);
  if (placeholder !== undefined) {
    const inner = placeholder.slice(2, -2).trim();
    return value(placeholder, pathOf(inner.startsWith("secret:") ? undefined : inner, place));
  }
  const quoted = match(TEXT, text, at);
  if (quoted !== undefined) return value(quoted, textOf(quoted, place));
  const number = match(NUMBER, text, at);
  if (number !== undefined) return value(number, { kind: "literal", value: Number(number) });
  const name = match(NAME, text, at);
  if (name === undefined) {
    throw new ExpressionError(
      `Unexpected ${String.fromCodePoint(text.codePointAt(at) ?? 0)}`,
      place,
    );
  }
  return value(name, WORDS.get(name) ?? pathOf(name, place));
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function pathOf(text: string | undefined, at: number): Expression {
  const path = text === undefined ? undefined : parsePath(text);
  if (text !== undefined && !path) throw new ExpressionError(`{{${text}}} names nothing`, at);
  const refusal = refusalOf(path?.[0]);
  if (refusal !== undefined || !path) throw new ExpressionError(refusal ?? "No variable", at);
  return { kind: "path", path };
}

/** A text in quotes; placeholders in it stand for text. */
function textOf(quoted: string, at: number): Expression {
  const text = quoted
    .slice(1, -1)
    .replaceAll(/\\([\s\S])/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
  const template = parseTemplate(text);
  if (template.problem !== undefined) {
    throw new ExpressionError(template.problem.replace(/ \(position.*/, ""), at);
  }
  const [only = ""] = template.parts;
  return template.parts.length < 2 && typeof only === "string"
    ? { kind: "literal", value: only }
    : { kind: "text", template };
}
