import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { lexer } from "marked";
import { runPython } from "./run-python";

const run = promisify(execFile);

/** A fenced block of a guide. */
export type Snippet = { language: string; code: string };

/** Code that runs, in each language it is given in, and what is said to come of it. */
export type Step = { title: string; calls: readonly Snippet[]; answer?: Snippet };

/** What a guide has run, and what it only shows: an answer belongs to the code right before it. */
export function stepsOf(markdown: string): { steps: Step[]; shown: Snippet[] } {
  const steps: Step[] = [];
  const shown: Snippet[] = [];
  let heading = "";
  let before: "call" | "other" = "other";
  for (const token of lexer(markdown)) {
    if (token.type === "heading") heading = token.text;
    if (token.type === "heading") before = "other";
    if (token.type !== "code") continue;
    const snippet = { language: token.lang ?? "", code: token.text };
    const last = steps.at(-1);
    const runs = ["sh", "js", "python"].includes(snippet.language);
    if (runs && before === "call" && last && !last.answer && snippet.language !== "sh") {
      last.calls = [...last.calls, snippet];
    } else if (runs)
      steps.push({ title: `${heading}, block ${steps.length + 1}`, calls: [snippet] });
    else if (before === "call" && last && !last.answer && isAnswer(snippet)) last.answer = snippet;
    else shown.push(snippet);
    before = runs ? "call" : "other";
  }
  return { steps, shown };
}

function isAnswer({ language }: Snippet): boolean {
  return language === "json" || language === "http";
}

/** Runs a piece of code with these variables; what it prints. */
export async function runSnippet(
  { language, code }: Snippet,
  variables: Record<string, string>,
): Promise<string> {
  if (language === "python") return runPython(code, [], variables);
  const { PATH, NODE_ENV } = process.env;
  const options = { env: { PATH, NODE_ENV, ...variables }, timeout: 60_000 };
  if (language === "js") {
    const args = ["--input-type=module", "--eval", code];
    return (await run(process.execPath, args, options)).stdout;
  }
  // Silent, or curl reports its progress; a pipe that breaks must fail.
  const silent = code.replaceAll(/^curl /gm, "curl -sS ");
  return (await run("bash", ["-euo", "pipefail", "-c", silent], options)).stdout;
}

/** Texts that programs and people rely on: a guide shows them as they are. */
const EXACT = /^(error|details|code|kind|environment|status|result|message|window|path)$/;

/** Where an answer is not what a guide shows of it: members may be left out of the guide. */
export function differences(shown: unknown, actual: unknown, at = ""): string[] {
  if (Array.isArray(shown)) {
    if (!Array.isArray(actual) || actual.length < shown.length) return [`${at}: fewer items`];
    if (shown.length === 0 && actual.length > 0) return [`${at}: not empty`];
    return shown.flatMap((each, index) => differences(each, actual[index], `${at}[${index}]`));
  }
  if (typeof shown !== "object" || shown === null) return scalarDifferences(shown, actual, at);
  const members = new Map(Object.entries(typeof actual === "object" ? (actual ?? {}) : {}));
  const missing = "error" in shown ? [...members.keys()].filter((name) => !(name in shown)) : [];
  return [
    ...missing.map((name) => `${at}.${name}: not shown`),
    ...Object.entries(shown).flatMap(([name, value]) =>
      members.has(name)
        ? differences(value, members.get(name), `${at}.${name}`)
        : [`${at}.${name}: not answered`],
    ),
  ];
}

function scalarDifferences(shown: unknown, actual: unknown, at: string): string[] {
  const name = at.slice(at.lastIndexOf(".") + 1);
  const same = EXACT.test(name) ? shown === actual : formOf(shown) === formOf(actual);
  return same ? [] : [`${at}: ${JSON.stringify(actual)} instead of ${JSON.stringify(shown)}`];
}

/** The type of a value, and of an id its prefix. */
function formOf(value: unknown): string {
  if (typeof value !== "string") return value === null ? "null" : typeof value;
  return /^([a-z]+_)\S+$/.exec(value)?.[1] ?? "text";
}

/** Status and headers of an answer, numbers aside: `curl -i` prints them, a guide shows some. */
export function headerDifferences(shown: string, printed: string): string[] {
  const lines = (text: string) =>
    text.split(/\r?\n/).map((line) => line.replace(/^[\w-]+:/, (name) => name.toLowerCase()));
  const [head = ""] = printed.split(/\r?\n\r?\n/);
  const [status = "", ...headers] = lines(head);
  const [wanted = "", ...others] = lines(shown);
  const plain = (line: string) => line.replaceAll(/\d+/g, "0");
  const there = headers.map(plain);
  return [
    ...(status.trim() === wanted.trim() ? [] : [`${status} instead of ${wanted}`]),
    ...others.filter((line) => !there.includes(plain(line))),
  ];
}
