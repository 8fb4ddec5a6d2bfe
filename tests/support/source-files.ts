import { readdirSync, readFileSync } from "node:fs";

const SKIPPED = new Set([
  "node_modules",
  ".git",
  ".build",
  ".data",
  ".next",
  "coverage",
  "generated",
  "playwright-report",
  "test-results",
]);

export type SourceFile = { path: string; text: string };

/** Every TypeScript and JavaScript file of the repository, paths from its root. */
export const sourceFiles: SourceFile[] = list(".")
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && path !== "next-env.d.ts")
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

/** The files of the product itself, without tests and tools, below any of the folders. */
export function productFiles(...folders: string[]): SourceFile[] {
  return sourceFiles.filter(
    ({ path }) =>
      !/\.test\.tsx?$|\.d\.ts$/.test(path) &&
      folders.some((folder) => path.startsWith(`${folder}/`)),
  );
}

/** `path:line` of every line that matches. */
export function linesMatching(files: SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  );
}

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? list(path) : [path];
  });
}
