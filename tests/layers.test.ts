import { describe, expect, it } from "vitest";
import { problemsOf, problemsOfTree } from "../scripts/check-layers.mjs";
import { LAYERS, PACKAGES, SERVER_ONLY } from "../scripts/layers.mjs";

const layers = Object.entries<string[]>(LAYERS);
const SERVER = 'import "server-only";\n';

/** What is said of a file of the layer that imports this. */
function importing(layer: string, name: string): string[] {
  const path = layer === "proxy.ts" ? layer : `${layer}/some-file.ts`;
  return problemsOf({ path, text: `${SERVER}import { a } from "${name}";\n` });
}

describe("a layer", () => {
  it.each(layers)("%s imports itself and what it is given, nothing else", (layer, given) => {
    const allowed = layers
      .map(([other]) => other)
      .filter((other) => importing(layer, `@/${other}/thing`).length === 0);
    const whole = given.filter((each) => each in LAYERS);
    expect(new Set(allowed)).toEqual(new Set([layer, ...whole]));
  });

  it("is never given one that is above it", () => {
    const order = layers.map(([layer]) => layer);
    const upward = layers.flatMap(([layer, given]) =>
      given.filter((other) => order.indexOf(other) > order.indexOf(layer)),
    );
    expect(upward).toEqual([]);
  });

  it("may be given one part of a layer", () => {
    expect(importing("lib/actions", "@/components/app-shell/crumbs")).toEqual([]);
    expect(importing("lib/actions", "@/components/app-shell/brand")).toHaveLength(1);
  });

  it("is told where the thing belongs", () => {
    expect(importing("lib/policy", "@/lib/contracts/flow")).toEqual([
      expect.stringMatching(
        /^lib\/policy\/some-file\.ts imports lib\/contracts\/flow, but lib\/policy may import only lib\/core: move what it needs there, or lib\/policy\/some-file\.ts to a layer that may import lib\/contracts \(lib\/db, .*, server\)\.$/,
      ),
    ]);
    expect(importing("app", "@/server/main")).toEqual([
      expect.stringContaining("to a layer that may import server (nothing)."),
    ]);
  });

  it.each([
    ['import type { A } from "@/server/a";'],
    ['export { a } from "@/server/a";'],
    ['import "@/server/a";'],
    ['const a = await import("@/server/a");'],
    ['const a = import(\n  "@/server/a"\n);'],
    ['type A = typeof import("@/server/a");'],
    ['import {\n  a,\n  b,\n} from "@/server/a";'],
  ])("is held to it however it imports: %s", (text) => {
    expect(problemsOf({ path: "components/some-file.tsx", text })).toHaveLength(1);
  });

  it("imports by path from the root, or from its own folder", () => {
    expect(importing("lib/core", "./neighbour")).toEqual([]);
    expect(importing("lib/core", "../policy/decide")).toEqual([
      "lib/core/some-file.ts imports ../policy/decide: import it by its path from the root, @/...",
    ]);
  });

  it("holds every file: a new folder has to be placed", () => {
    expect(problemsOf({ path: "lib/novel/file.ts", text: "" })).toEqual([
      "lib/novel/file.ts is in no layer: move it, or add its folder to scripts/layers.mjs.",
    ]);
    expect(importing("server", "@/lib/novel/file")).toEqual([
      "server/some-file.ts imports lib/novel/file, which is in no layer of scripts/layers.mjs.",
    ]);
  });

  it.each(Object.entries<string[]>(PACKAGES))("imports %s only where it may", (name, owners) => {
    const allowed = layers
      .map(([layer]) => layer)
      .filter(
        (layer) => importing(layer, `${name}/part`).length + importing(layer, name).length === 0,
      );
    expect(allowed).toEqual(owners);
    expect(importing("lib/http", name)).toEqual([
      `lib/http/some-file.ts imports ${name}, which only ${owners.join(", ")} may: move what needs it there.`,
    ]);
  });

  it.each(SERVER_ONLY)("%s says in every file that it runs on the server only", (layer) => {
    expect(problemsOf({ path: `${layer}/some-file.ts`, text: "" })).toEqual([
      `${layer}/some-file.ts runs on the server only: begin it with import "server-only".`,
    ]);
  });
});

describe("a domain of verbs", () => {
  const [surface, key] = ["lib/services/surface", "lib/services/key"];

  it("imports no other, but for the ones that hold no verbs", () => {
    expect(importing(surface, "@/lib/services/product/find")).toEqual([
      "lib/services/surface/some-file.ts imports lib/services/product/find of another domain: move what both need to lib/services/key or lib/services/catalog, or directly into lib/services.",
    ]);
    const own = ["@/lib/services/surface/find", "@/lib/services/verb", "@/lib/services/key/find"];
    expect(own.flatMap((name) => importing(surface, name))).toEqual([]);
  });

  it("is not what all of them share", () => {
    const text = `${SERVER}export const find = defineRead({});\n`;
    expect(problemsOf({ path: `${key}/find.ts`, text })).toEqual([
      "lib/services/key/find.ts defines a verb, but every domain may import lib/services/key: move the verb to a domain of its own.",
    ]);
    expect(problemsOf({ path: `${surface}/find.ts`, text })).toEqual([]);
  });
});

describe("the repository", () => {
  it("keeps to its layers", () => {
    expect(problemsOfTree()).toEqual([]);
  });
});
