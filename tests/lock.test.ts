import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { completeLock } from "../scripts/complete-lock.mjs";

type Entry = { version?: string; resolved?: string };
type Lock = { packages: Record<string, Entry> };
type Manifest = Record<"dependencies" | "devDependencies", Record<string, string>>;

const text = readFileSync("package-lock.json", "utf8");
const lock: Lock = JSON.parse(text);
const manifest: Manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** The oldest versions without a known remote execution, bypass or memory flaw. */
const MINIMUM: Record<string, string> = {
  next: "16.4.1",
  "next-auth": "4.24.15",
  react: "19.3.1",
  "react-dom": "19.3.1",
  sharp: "0.35.5",
};

function atLeast(version: string, minimum: string): boolean {
  const [a, b] = [version, minimum].map((text) => text.split(/[.-]/).slice(0, 3).map(Number));
  for (const at of [0, 1, 2]) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function installedVersions(name: string): string[] {
  return Object.entries(lock.packages)
    .filter(([path]) => path.endsWith(`node_modules/${name}`))
    .flatMap(([, { version }]) => (version ? [version] : []));
}

describe("the package lock", () => {
  it("names no address to download from", () => {
    const addressed = Object.entries(lock.packages).filter(
      ([, entry]) => entry.resolved !== undefined,
    );
    expect(addressed.map(([path]) => path)).toEqual([]);
    expect(text).not.toMatch(/"resolved"|\bregistry|\.tgz/);
  });

  it("lists the builds of every platform, whichever machine wrote it", () => {
    expect(completeLock(JSON.parse(text))).toEqual([]);
  });

  it("holds exact versions of everything the product asks for", () => {
    const asked = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [name, version] of Object.entries(asked)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it.each(Object.entries(MINIMUM))("holds no %s older than %s", (name, minimum) => {
    const old = installedVersions(name).filter((version) => !atLeast(version, minimum));
    expect(old).toEqual([]);
  });
});
