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
  return (scope) => {
    let whole = "";
    for (const part of parts) {
      whole += typeof part === "string" ? part : asText(readPath(scope, part));
      if (whole.length > LARGEST_OUTPUT) throw new StepError(`${field}: The text is too long.`);
    }
    return whole;
  };
}

/** The same, but one placeholder alone keeps the type of its value; undefined when unknown. */
export function compileValue(text: string, field: string): Render {
  const parts = partsOf(text, field);
  const [only] = parts;
  return parts.length === 1 && typeof only === "object"
    ? (scope) => readPath(scope, only)
    : compileText(text, field);
}

/** JSON whose texts are templates; unknown values are null. */
export function compileJson(value: unknown, field: string): Render {
  if (typeof value === "string") {
    if (!value.includes("{{")) return () => value;
    const render = compileValue(value, field);
    return (scope) => render(scope) ?? null;
  }
  if (typeof value !== "object" || value === null) return () => value;
  if (Array.isArray(value)) {
    const items = value.map((item) => compileJson(item, field));
    return (scope) => items.map((render) => render(scope));
  }
  const entries = Object.entries(value).map(
    ([name, inner]) => [name, compileJson(inner, field)] as const,
  );
  return (scope) => Object.fromEntries(entries.map(([name, render]) => [name, render(scope)]));
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
