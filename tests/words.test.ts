import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { sourceFiles } from "./support/source-files";

/** What we do not write, each with what we write instead. Decision records stay as they were written. */
const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\bshall\b/i, "must, should"],
  [/\banew\b/i, "again"],
  [/\bdear\b/i, "expensive"],
  [/\bwhoever\b/i, "anyone who"],
  [/\b(every|any|some)body\b/i, "everyone, anyone, someone"],
  [/\bwhat (became|becomes|comes|came) of\b/i, "outcome, result"],
  [/\b(goes|went) on\b(?! (the|an?|its|each|every|top)\b)/i, "continues, continued"],
  [/\bgo on (working|with)\b/i, "keep working, continue with"],
  [/\bfor good\b/i, "permanently"],
  [/\bin force\b/i, "in effect"],
  [/\bfrom the next \w+ on\b/i, "immediately"],
  [/\bto be had\b/i, "available"],
  [/\blooks? after\b/i, "manage"],
  [/\b(stands?|stood) in the way\b/i, "why it failed"],
  [/\b(thereof|forthwith|henceforth|whilst|lest|nought)\b/i, "a word in use today"],
  [/\be-mail/i, "email"],
  [/\b(MOST|LARGEST|LONGEST|DEEPEST)_[A-Z]|\bPATIENCE\b|\bWORTH_[A-Z]/, "MAX_..., ..._TIMEOUT_MS"],
  [/\b(SHORTEST|SMALLEST|FEWEST|LEAST)_[A-Z]/, "MIN_..."],
];

const documents = readdirSync("docs", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".md") && !path.startsWith("decisions"))
  .map((path) => `docs/${path}`);

const texts = [
  ...sourceFiles.filter(({ path }) => /^(app|components|lib|server)\//.test(path)),
  ...["README.md", ...documents].map((path) => ({ path, text: readFileSync(path, "utf8") })),
];

it("code, screens and documents use the words of a plain standard English", () => {
  const found = texts.flatMap(({ path, text }) => {
    const plain = text.replaceAll(/\s*\n\s*(\*|\/\/)?\s*/g, " ");
    return BANNED.flatMap(([pattern, instead]) => {
      const [words] = pattern.exec(plain) ?? [];
      return words === undefined ? [] : [`${path}: "${words}"; write: ${instead}`];
    });
  });
  expect(found).toEqual([]);
});
