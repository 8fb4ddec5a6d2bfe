import "server-only";
import { type AppError, badRequest, invalidRequest } from "@/lib/core/errors";
import { isExactNumber } from "@/lib/core/exact-number";
import { maskKeys } from "@/lib/core/key-text";
import { notJson } from "@/lib/core/refusals";

const MAX_DEPTH = 64;
const MAX_VALUES = 20_000;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const QUOTE = 34;
const BACKSLASH = 92;

/** An object or a list that is open, and which of its members is looked at. */
type Level = { names?: Set<string>; name: string | undefined; index: number };

/**
 * Refuses JSON that is deep, has many values or would not be what was sent once it is read, before it
 * is parsed. Throws `bad_request`.
 */
export function assertJsonComplexity(text: string): void {
  jsonPathAt(text, text.length);
}

/**
 * The same for a value that did not come as text: it may hold itself, one part many times, or what
 * JSON has no word for. Throws `bad_request`.
 */
export function assertJsonValue(value: unknown): void {
  let values = 1;
  const visit = (inner: unknown, depth: number): void => {
    if (isScalar(inner)) return;
    if (!isComposite(inner)) throw notJson();
    if (depth === MAX_DEPTH) throw tooDeep();
    const members = Object.values(inner);
    values += Math.max(members.length - 1, 0);
    if (values > MAX_VALUES) throw tooMany();
    for (const member of members) visit(member, depth + 1);
  };
  visit(value, 0);
}

/** A form leaves out a field by leaving it undefined. */
function isScalar(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return value === undefined || value === null || ["string", "boolean"].includes(typeof value);
}

function isComposite(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

const tooDeep = () => badRequest(`The body is nested deeper than ${MAX_DEPTH} levels.`);
const tooMany = () => badRequest(`The body has more than ${MAX_VALUES} values.`);

/** The path of the member at `end`. Throws `bad_request` where what stands before it is refused. */
export function jsonPathAt(text: string, end: number): string {
  const levels: Level[] = [];
  let values = 1;
  for (let at = 0; at < end; at += 1) {
    const level = levels.at(-1);
    const character = text[at] ?? "";
    if (character === '"') {
      const start = at + 1;
      at = endOfText(text, start);
      if (level?.names && level.name === undefined && at < end) {
        enter(level, nameOf(text.slice(start, at)), levels);
      }
    } else if (character === "{" || character === "[") {
      const names = character === "{" ? { names: new Set<string>() } : {};
      levels.push({ ...names, name: undefined, index: 0 });
      if (levels.length > MAX_DEPTH) throw tooDeep();
    } else if (character === "}" || character === "]") levels.pop();
    else if (character === ",") {
      values += 1;
      if (values > MAX_VALUES) throw tooMany();
      if (level) {
        level.name = undefined;
        level.index += 1;
      }
    } else if (character === "-" || (character >= "0" && character <= "9")) {
      at += checkedNumber(text, at, levels).length - 1;
    }
  }
  return pathOf(levels);
}

export function invalidMember(path: string, message: string): AppError {
  return invalidRequest([{ path: maskKeys(path), message }]);
}

/** The place of the closing quote, or of the end where there is none. */
function endOfText(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at += 1;
  }
  return text.length;
}

function enter(level: Level, name: string, levels: readonly Level[]): void {
  level.name = name;
  if (level.names?.has(name)) throw invalidMember(pathOf(levels), "Given more than once.");
  level.names?.add(name);
}

function nameOf(written: string): string {
  if (!written.includes("\\")) return written;
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}

/** The number that begins here; at least one character, even where it is none. */
function checkedNumber(text: string, at: number, levels: readonly Level[]): string {
  NUMBER.lastIndex = at;
  const [literal] = NUMBER.exec(text) ?? ["-"];
  if (literal === "-" || isExactNumber(literal)) return literal;
  throw invalidMember(pathOf(levels), "This number cannot be stored exactly. Send it as a string.");
}

function pathOf(levels: readonly Level[]): string {
  return levels
    .map(({ names, name, index }) => (names ? name : String(index)))
    .filter((part) => part !== undefined)
    .join(".");
}
