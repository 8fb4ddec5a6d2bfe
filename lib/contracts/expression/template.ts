/** What `{{secret:KEY}}` names a secret by. */
export const SECRET_KEY = /^[A-Za-z][A-Za-z0-9_]{1,99}$/;

/** Where a step may name a secret, as it is said wherever else one is named. */
export const SECRET_PLACES =
  "Secrets can be used only in the headers and the body of Fetch URL and Make API Call steps";

/** A way to a value: the variable's name, then the names or positions inside it. */
export type Path = readonly [string, ...string[]];

/** A secret of the organization, by its key. */
export type SecretReference = { readonly secret: string };

type Parts<P> = {
  /** Text as it stands, and what a value takes the place of. */
  parts: readonly (string | P)[];
  /** Why the text cannot be used; undefined when it can. */
  problem?: string;
};

export type Template = Parts<Path>;

/** A text of a request, in which secrets may stand too. */
type RequestTemplate = Parts<Path | SecretReference>;

/** `{{a.b.0}}`, `{{a[0].b}}` and `{{secret:KEY}}`. */
const PLACEHOLDER =
  /\{\{\s*(?:secret\s*:([^{}]*)|([A-Za-z_][\w-]*)((?:\.[\w-]+|\[\d+\])*)\s*)\}\}/g;

/** Reads a text in which `{{...}}` stands for a value; braces that name nothing are plain text. */
export function parseTemplate(text: string): Template {
  const { parts, problem } = read(text, () => SECRET_PLACES);
  return { parts: parts.filter((part) => typeof part === "string" || isPath(part)), problem };
}

/** The same of a text in which a secret may stand. */
export function parseRequestTemplate(text: string): RequestTemplate {
  return read(text, (key) =>
    SECRET_KEY.test(key) ? undefined : "This is not the key of a secret",
  );
}

/** The keys of the secrets that the texts of a JSON value name, names of its members included. */
export function secretsNamed(value: unknown): string[] {
  if (typeof value === "string") {
    return Array.from(value.matchAll(PLACEHOLDER), ([, key]) => key?.trim()).filter(
      (key) => key !== undefined,
    );
  }
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, inner]) => [
    ...secretsNamed(name),
    ...secretsNamed(inner),
  ]);
  return [...new Set(inside)];
}

export function isPath(part: string | Path | SecretReference): part is Path {
  return Array.isArray(part);
}

function read(text: string, secretProblem: (key: string) => string | undefined): RequestTemplate {
  const parts: (string | Path | SecretReference)[] = [];
  let problem: string | undefined;
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const [whole, secret, name, rest = ""] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    const key = secret?.trim();
    const refusal = key === undefined ? refusalOf(name) : secretProblem(key);
    if (refusal !== undefined) problem ??= `${refusal} (position ${match.index + 1})`;
    if (key !== undefined) parts.push({ secret: key });
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
  if (name === undefined) return SECRET_PLACES;
  return name === "_internal" ? "_internal cannot be read" : undefined;
}

function steps(rest: string): string[] {
  return rest === "" ? [] : rest.slice(1).replaceAll("]", "").split(/[.[]/);
}

/** The variables that a text names as `{{name}}`, each once, in order of appearance. */
export function templateVariables(text: string): string[] {
  const paths = parseTemplate(text).parts.filter((part) => typeof part !== "string");
  return [...new Set(paths.map((path) => path.join(".")))];
}
