/** A way to a value: the variable's name, then the names or positions inside it. */
export type Path = readonly [string, ...string[]];

export type Template = {
  /** Text as it stands, and paths where a value goes. */
  parts: readonly (string | Path)[];
  /** Why the text cannot be used; undefined when it can. */
  problem?: string;
};

/** `{{a.b.0}}`, `{{a[0].b}}`, and what only looks like a variable: `{{secret:NAME}}`. */
const PLACEHOLDER = /\{\{\s*(?:secret\s*:[^{}]*|([A-Za-z_][\w-]*)((?:\.[\w-]+|\[\d+\])*)\s*)\}\}/g;

/** Reads a text in which `{{...}}` stands for a value; braces that name nothing are plain text. */
export function parseTemplate(text: string): Template {
  const parts: (string | Path)[] = [];
  let problem: string | undefined;
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const [whole, name, rest = ""] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    const refusal = refusalOf(name);
    if (refusal !== undefined) problem ??= `${refusal} (position ${match.index + 1})`;
    if (name !== undefined) parts.push([name, ...steps(rest)]);
  }
  if (end < text.length) parts.push(text.slice(end));
  return { parts, problem: problem && `${problem}.` };
}

/** The same reading of one path without braces: undefined when it is none. */
export function parsePath(text: string): Path | undefined {
  const [, name, rest = ""] = /^([A-Za-z_][\w-]*)((?:\.[\w-]+|\[\d+\])*)$/.exec(text) ?? [];
  return name === undefined ? undefined : [name, ...steps(rest)];
}

/** Why a variable of this name must not be read; no name is a secret. */
export function refusalOf(name: string | undefined): string | undefined {
  if (name === undefined) return "Secrets cannot be used here";
  return name === "_internal" ? "_internal cannot be read" : undefined;
}

function steps(rest: string): string[] {
  return rest === "" ? [] : rest.slice(1).replaceAll("]", "").split(/[.[]/);
}
