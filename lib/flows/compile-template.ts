import "server-only";
import { type Path, parseTemplate } from "@/lib/contracts/template";
import { LARGEST_OUTPUT } from "@/lib/flows/measure";
import { readPath, type Scope } from "@/lib/flows/scope";
import { StepError } from "@/lib/flows/step-error";

export type Render<T = unknown> = (scope: Scope) => T;

/** A text whose placeholders become text; throws {@link StepError} when it must not be used. */
export function compileText(text: string, field: string): Render<string> {
  const parts = partsOf(text, field);
  const [only] = parts;
  if (only === undefined) return () => "";
  if (parts.length === 1) {
    return typeof only === "string" ? () => only : (scope) => asText(readPath(scope, only));
  }
  return compileParts(parts, field);
}

/** The text that a template's parts make together. */
export function compileParts(parts: readonly (string | Path)[], field: string): Render<string> {
  return joined(
    parts.map((part) =>
      typeof part === "string" ? () => part : (scope) => asText(readPath(scope, part)),
    ),
    field,
  );
}

/** Texts one after the other, made one by one: none more once they are too long together. */
export function joined(pieces: readonly Render<string>[], field: string): Render<string> {
  return (scope) => {
    let whole = "";
    for (const render of pieces) {
      whole += render(scope);
      if (whole.length > LARGEST_OUTPUT) throw tooLong(field);
    }
    return whole;
  };
}

function tooLong(field: string): StepError {
  return new StepError(`${field}: The text is too long.`);
}

/** A text too, but one placeholder alone keeps the type of its value; undefined when unknown. */
export function compileValue(text: string, field: string): Render {
  const parts = partsOf(text, field);
  const [only] = parts;
  return parts.length === 1 && typeof only === "object"
    ? (scope) => readPath(scope, only)
    : compileText(text, field);
}

/** JSON whose texts are templates; unknown values are null. */
export function compileJson(value: unknown, field: string): Render {
  const fill = compilePart(value, field);
  return (scope) => fill(scope, { left: LARGEST_OUTPUT });
}

/** Characters that the texts made for one value may still have together. */
type Room = { left: number };

function compilePart(value: unknown, field: string): (scope: Scope, room: Room) => unknown {
  if (typeof value === "string") {
    if (!value.includes("{{")) return () => value;
    const render = compileValue(value, field);
    if (partsOf(value, field).length === 1) return (scope) => render(scope) ?? null;
    return (scope, room) => {
      const text = asText(render(scope));
      room.left -= text.length;
      if (room.left < 0) throw tooLong(field);
      return text;
    };
  }
  if (typeof value !== "object" || value === null) return () => value;
  if (Array.isArray(value)) {
    const items = value.map((item) => compilePart(item, field));
    return (scope, room) => items.map((fill) => fill(scope, room));
  }
  const entries = Object.entries(value).map(
    ([name, inner]) => [name, compilePart(inner, field)] as const,
  );
  return (scope, room) =>
    Object.fromEntries(entries.map(([name, fill]) => [name, fill(scope, room)]));
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
