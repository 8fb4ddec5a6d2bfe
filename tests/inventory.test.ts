import { routes } from "virtual:routes";
import { describe, expect, it } from "vitest";
import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import { SURFACE_CALLS } from "@/lib/contracts/call/surface";
import { CONFLICTS, SECRET_GONE } from "@/lib/contracts/openapi/error-examples";
import { currencyInUse, rolledAlready } from "@/lib/core/refusals";
import { ALL_PERMISSIONS, FOLLOWS } from "@/lib/policy/permissions";
import { BOUND } from "./support/contract-requests";
import { productFiles, sourceFiles } from "./support/source-files";
import { everyVerb } from "./support/verbs";

const verbs = await everyVerb();
const known = routes.filter(({ path }) => !path.includes("{") && path !== "/v1");

/** The methods of a route module, as it names them itself. */
async function methodsOf(module: (typeof known)[number]["module"]): Promise<string[]> {
  const request = new Request("http://localhost:3000/", { method: "OPTIONS" });
  const answer = await module.OPTIONS(request, { params: Promise.resolve({}) });
  const allow = answer.headers.get("allow")?.split(", ") ?? [];
  return allow.filter((method) => method !== "OPTIONS" && method !== "HEAD");
}

/** The words of a message; what it fills in may be anything. */
function patternOf(message: string): RegExp {
  const fixed = message.split(/\$\{[^}]*\}/).map((part) => part.replace(/[^\w\s]/g, "\\$&"));
  return new RegExp(`^${fixed.join(".*")}$`);
}

describe("every route", () => {
  it("has a contract, and every contract has its route where its path says", async () => {
    const served = await Promise.all(
      known.map(async ({ path, module }) => {
        const open = path.replaceAll(/:(\w+)/g, "{$1}");
        return (await methodsOf(module)).map((method) => `${method} ${open}`);
      }),
    );
    const promised = [...BOUND.map(({ http }) => http), ...SURFACE_CALLS].map(
      ({ method, path }) => `${method} ${path}`,
    );
    expect(served.flat().sort()).toEqual(promised.sort());
  });

  it("is among the contracts that are described", () => {
    const bound = verbs.filter(({ verb }) => verb.contract.http);
    const missing = bound.filter(({ verb }) => !ALL_CONTRACTS.includes(verb.contract));
    expect(missing.map(({ verb }) => verb.contract.name)).toEqual([]);
    expect(bound).toHaveLength(ALL_CONTRACTS.length);
  });

  it("needs a permission, a person or a known caller, but for the descriptions", () => {
    const open = ALL_CONTRACTS.filter(({ need }) => need === "anyone").map(({ name }) => name);
    // Those of surfaces decide themselves, by the setting of each.
    const descriptions = ["openapi.get", "surface.openapiJson", "surface.openapiYaml"];
    expect(open.sort()).toEqual(descriptions.sort());
  });

  it("that changes something needs more than leave to read", () => {
    const writesByReaders = verbs.filter(
      ({ verb: { kind, contract } }) =>
        kind === "write" &&
        typeof contract.need === "object" &&
        /READ$/.test(contract.need.permission),
    );
    expect(writesByReaders.map(({ name }) => name)).toEqual([]);
  });

  it("reads with GET, and changes or runs something with anything else", () => {
    const bound = verbs.filter(({ verb }) => verb.contract.http);
    const wrong = bound.filter(
      ({ verb }) => (verb.kind === "read") !== (verb.contract.http?.method === "GET"),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe("every conflict", () => {
  it("is described with the words it is said in", () => {
    const registry = productFiles("lib/core").filter(({ path }) => path.endsWith("/refusals.ts"));
    const said = registry.flatMap(({ text }) =>
      [...text.matchAll(/\bconflict\(\s*(?:"([^"]+)"|`([^`]+)`)/g)].map(([, words, template]) =>
        patternOf(words ?? template ?? ""),
      ),
    );
    const described = [...Object.values(CONFLICTS).flatMap((each) => each ?? []), SECRET_GONE];
    // What is done on screens alone is in no description.
    const onScreens = [currencyInUse("EUR").details, rolledAlready().details];
    const words = [...described.map(([, { details }]) => details), ...onScreens];
    expect(words.filter((each) => !said.some((pattern) => pattern.test(each)))).toEqual([]);
    expect(said.filter((pattern) => !words.some((each) => pattern.test(each)))).toEqual([]);
    const elsewhere = productFiles("lib", "server", "app").filter(
      ({ path, text }) => !path.startsWith("lib/core/") && /\bconflict\(\s*["`]/.test(text),
    );
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
    const conflicting = ALL_CONTRACTS.filter(({ http }) => http?.errors?.includes("conflict"));
    expect(Object.keys(CONFLICTS).sort()).toEqual(conflicting.map(({ name }) => name).sort());
  });
});

describe("every permission", () => {
  // One that follows from others says which members an answer has.
  const asked = ALL_PERMISSIONS.filter((permission) => !FOLLOWS[permission]);
  it.each(asked)("is needed by a route: %s", (permission) => {
    const needing = ALL_CONTRACTS.filter(
      ({ need }) => typeof need === "object" && need.permission === permission,
    );
    expect(needing.map(({ name }) => name)).not.toEqual([]);
  });
});

describe("every verb", () => {
  it("has a name of its own", () => {
    const names = verbs.map(({ verb }) => verb.contract.name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it("is behind a door", () => {
    const doors = productFiles("app").map(({ text }) => text);
    const unreachable = verbs.filter(({ file, name }) => {
      const module = `from "@/${file.replace(/\.ts$/, "")}"`;
      const imported = new RegExp(`\\b${name}\\b[^;]*${module}`);
      const whole = new RegExp(`\\* as (\\w+) ${module}`);
      const isOpenedBy = (text: string) =>
        imported.test(text) || text.includes(`${whole.exec(text)?.[1]}.${name}`);
      return !doors.some(isOpenedBy);
    });
    expect(unreachable.map(({ name }) => name)).toEqual([]);
  });
});

describe("every page", () => {
  const specs = sourceFiles.filter(({ path }) => /^e2e\/.*\.ts$/.test(path));
  // Some journeys go through a table of addresses.
  const visited = specs.flatMap(({ text }) =>
    [...text.matchAll(/["'`](\/[^"'`?]*)/g)].map(([, path]) => path ?? ""),
  );
  const pages = sourceFiles
    .filter(({ path }) => /^app\/(.*\/)?page\.tsx$/.test(path))
    .map(({ path }) => path.replace(/^app|\/page\.tsx$/g, "").replaceAll(/\/\([^)]*\)/g, ""));

  it.each(pages.map((page) => page || "/"))("is visited by a journey: %s", (page) => {
    const pattern = new RegExp(`^${page.replaceAll(/\[[^\]]*\]/g, "[^/]+")}$`);
    expect(visited.filter((path) => pattern.test(path))).not.toEqual([]);
  });
});
