import "server-only";
import {
  isPath,
  type Path,
  parseRequestTemplate,
  parseTemplate,
  type SecretReference,
} from "@/lib/contracts/expression/template";
import { MAX_OUTPUT_LENGTH } from "@/lib/flows/budgets";
import { readPath, type Scope } from "@/lib/flows/scope";
import { StepError } from "@/lib/flows/step-error";

export type Render<T = unknown> = (scope: Scope) => T;

type Part = string | Path | SecretReference;

/** Reads the parts of a text; throws {@link StepError} when it must not be used. */
type ReadParts = (text: string, field: string) => readonly Part[];

/** A text whose placeholders become text; throws {@link StepError} when it must not be used. */
export function compileText(
  text: string,
  field: string,
  read: ReadParts = partsOf,
): Render<string> {
  const parts = read(text, field);
  const [only] = parts;
  if (only === undefined) return () => "";
  return parts.length === 1 ? compilePiece(only) : compileParts(parts, field);
}

/** The text that a template's parts make together. */
export function compileParts(parts: readonly Part[], field: string): Render<string> {
  return joined(parts.map(compilePiece), field);
}

function compilePiece(part: Part): Render<string> {
  if (typeof part === "string") return () => part;
  if (isPath(part)) {
    return (scope) => {
      scope.texts.take(1);
      const text = asText(readPath(scope, part));
      scope.texts.take(text.length);
      return text;
    };
  }
  return ({ secrets }) => secrets?.get(part.secret) ?? "";
}

/** Texts one after the other, made one by one: none more once they are too long together. */
export function joined(pieces: readonly Render<string>[], field: string): Render<string> {
  return (scope) => {
    let whole = "";
    for (const render of pieces) {
      whole += render(scope);
      if (whole.length > MAX_OUTPUT_LENGTH) throw tooLong(field);
    }
    return whole;
  };
}

function tooLong(field: string): StepError {
  return new StepError(`${field}: The text is too long.`);
}

/** A text too, but one placeholder alone keeps the type of its value; undefined when unknown. */
export function compileValue(text: string, field: string, read: ReadParts = partsOf): Render {
  const parts = read(text, field);
  const [only] = parts;
  return parts.length === 1 && typeof only === "object" && isPath(only)
    ? (scope) => readPath(scope, only)
    : compileText(text, field, read);
}

/** JSON whose texts are templates; unknown values are null. */
export function compileJson(value: unknown, field: string, read: ReadParts = partsOf): Render {
  const fill = compilePart(value, field, read);
  return (scope) => fill(scope, { left: MAX_OUTPUT_LENGTH });
}

/** Characters that the texts made for one value may still have together. */
type Budget = { left: number };

function compilePart(
  value: unknown,
  field: string,
  read: ReadParts,
): (scope: Scope, budget: Budget) => unknown {
  if (typeof value === "string") {
    if (!value.includes("{{")) return () => value;
    const render = compileValue(value, field, read);
    if (read(value, field).length === 1) return (scope) => render(scope) ?? null;
    return (scope, budget) => {
      const text = asText(render(scope));
      budget.left -= text.length;
      if (budget.left < 0) throw tooLong(field);
      return text;
    };
  }
  if (typeof value !== "object" || value === null) return () => value;
  if (Array.isArray(value)) {
    const items = value.map((item) => compilePart(item, field, read));
    return (scope, budget) => items.map((fill) => fill(scope, budget));
  }
  const entries = Object.entries(value).map(
    ([name, inner]) => [name, compilePart(inner, field, read)] as const,
  );
  return (scope, budget) =>
    Object.fromEntries(entries.map(([name, fill]) => [name, fill(scope, budget)]));
}

/** A value inside a text: objects as JSON, nothing for what is not there. */
export function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function partsOf(text: string, field: string): readonly (string | Path)[] {
  const { parts, problem } = parseTemplate(text);
  if (problem !== undefined) throw new StepError(`${field}: ${problem}`);
  return parts;
}

/** The parts of a text in which a secret may stand. */
export function requestPartsOf(text: string, field: string): readonly Part[] {
  const { parts, problem } = parseRequestTemplate(text);
  if (problem !== undefined) throw new StepError(`${field}: ${problem}`);
  return parts;
}
