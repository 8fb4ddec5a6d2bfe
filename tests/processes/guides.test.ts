import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseEnv as readLines } from "node:util";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { ERROR_TABLE } from "@/lib/core/errors";
import { SURFACE_ERRORS } from "@/lib/core/refusals";
import { guides } from "@/lib/docs/guides";
import { ENV_NAMES, env, parseEnv } from "@/lib/env";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { makeWorld } from "@/tests/support/guide-world";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { endServers, type ServerProcess, startServer } from "@/tests/support/server-process";
import {
  differences,
  headerDifferences,
  runSnippet,
  type Snippet,
  type Step,
  stepsOf,
} from "@/tests/support/snippets";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let installation: Installation;
let server: ServerProcess;
let variables: Record<string, string>;

beforeAll(async () => {
  installation = await createInstallation();
  server = await startServer(installation);
  variables = await makeWorld(`http://127.0.0.1:${server.port}`);
});

afterAll(async () => {
  await endServers();
  installation.remove();
});

/** On this server instead of the address that people know it by. */
function here(snippet: Snippet): Snippet {
  const { origin } = new URL(env().NEXTAUTH_URL);
  return { ...snippet, code: snippet.code.replaceAll(origin, `http://127.0.0.1:${server.port}`) };
}

const hasPython = canRun("python3");

function canRun(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Commands of the repository, which the tests of each start by themselves. */
const isCommand = ({ code }: Snippet) => /^npm /.test(code);

function expectAnswer({ answer }: Step, printed: string): void {
  if (answer?.language === "http") expect(headerDifferences(answer.code, printed)).toEqual([]);
  else if (answer) expect(differences(JSON.parse(answer.code), JSON.parse(printed))).toEqual([]);
  else expect(printed).not.toMatch(/^\{"error":/);
}

describe.each(guides().map(({ name, markdown }) => [name, stepsOf(markdown)] as const))(
  "the guide %s",
  (_name, { steps, shown }) => {
    const runnable = steps.filter(({ calls }) => !calls.some(isCommand));

    it.each(runnable.map((step) => [step.title, step] as const))(
      "does what it shows: %s",
      async (_title, step) => {
        for (const call of step.calls) {
          if (call.language === "python" && !hasPython) continue;
          expectAnswer(step, await runSnippet(here(call), variables));
        }
      },
    );

    it("names only commands that there are, and settings that are understood", () => {
      const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
      for (const { code } of steps.flatMap(({ calls }) => calls.filter(isCommand))) {
        for (const line of code.split("\n")) {
          expect(Object.keys(scripts)).toContain(/^npm (?:run )?(\w+)/.exec(line)?.[1]);
        }
      }
      for (const { code } of shown.filter(({ language }) => language === "env")) {
        const { NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS, DATABASE_URL } = process.env;
        const settings = Object.fromEntries(Object.entries(readLines(code)));
        expect(ENV_NAMES).toEqual(expect.arrayContaining(Object.keys(settings)));
        parseEnv({ NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS, DATABASE_URL, ...settings });
      }
    });

    it("shows errors in the words of the product", () => {
      const titles: string[] = Object.values(ERROR_TABLE).map(([, title]) => title);
      const sentences: string[] = Object.values(SURFACE_ERRORS).map(([, said]) => said);
      for (const { code } of shown.filter(({ language }) => language === "json")) {
        const { error } = JSON.parse(code);
        if (error !== undefined) expect([...titles, ...sentences]).toContain(error);
      }
    });
  },
);

describe("the guides", () => {
  it("begin the errors with an example that a key with the permissions offered first can run", async () => {
    const reader = { ...variables, RUNTYPE_API_KEY: variables.READ_ONLY_KEY ?? "" };
    const errors = guides().filter(({ name }) => name === "errors");
    for (const { markdown } of errors) {
      for (const step of stepsOf(markdown).steps.slice(0, 1)) {
        for (const call of step.calls) expectAnswer(step, await runSnippet(here(call), reader));
      }
    }
  });

  it("hold no block of a language that nothing checks", () => {
    const languages = guides()
      .map(({ markdown }) => stepsOf(markdown))
      .flatMap(({ steps, shown }) => [...steps.flatMap(({ calls }) => calls), ...shown])
      .map(({ language }) => language);
    const checked = ["sh", "js", "python", "json", "env", "sql", "text"];
    expect([...new Set(languages)].filter((each) => !checked.includes(each))).toEqual([]);
  });

  it("make the roles and the database that they say", async () => {
    const client = new Client({ connectionString: inject("cluster").superuser });
    await client.connect();
    const made = blocksOf("sql").flatMap(({ code }) =>
      code.replaceAll("runtype", "guide").split(";\n"),
    );
    for (const statement of made) await client.query(statement);
    for (const end of ["DATABASE guide", "ROLE guide_app", "ROLE guide_owner"]) {
      await client.query(`DROP ${end}`);
    }
    await client.end();
  });

  it("give secret scanners a pattern that finds every key", async () => {
    const { principal } = await createPerson();
    const { plaintext } = await createKey({ organizationId: principal.organizationId });
    const patterns = blocksOf("text").map(({ code }) => new RegExp(code));
    expect(patterns).toHaveLength(1);
    for (const key of [plaintext, variables.RUNTYPE_SURFACE_API_KEY ?? ""]) {
      expect(patterns[0]?.exec(`key=${key};`)?.[0]).toBe(key);
    }
  });
});

function blocksOf(language: string): Snippet[] {
  return guides()
    .flatMap(({ markdown }) => stepsOf(markdown).shown)
    .filter((snippet) => snippet.language === language);
}
