import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { ensureBuild } from "./build.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { describeFailure, Failure } from "./failure.mjs";
import { ensureClient } from "./generate.mjs";
import { dataFolder, root } from "./paths.mjs";
import { step } from "./progress.mjs";
import { endRunningCommands, runNode } from "./run-command.mjs";
import { countPlaywright, countVitest } from "./test-counts.mjs";

const results = join(dataFolder, "test");

const NONE = { passed: 0, failed: 0 };

/**
 * Everything that continuous integration checks, in order, or the tests at some paths alone; ends with
 * `N passed, N failed`.
 */
export async function checkEverything(paths) {
  process.chdir(root);
  process.on("SIGINT", interrupted);
  process.on("SIGTERM", interrupted);
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const prepared = await attempt("dependencies", (say) =>
    ensureDependencies({ development: true, say }),
  );
  const run = paths.length > 0 ? runAt : runAll;
  const counts = prepared.failed > 0 ? [prepared] : await run(paths);
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

function interrupted() {
  endRunningCommands();
  process.exit(130);
}

async function runAll() {
  const client = await attempt("client", ensureClient);
  const [browser, ...checks] = await Promise.all([
    installBrowser(),
    check("lint", tool("@biomejs/biome/bin/biome"), ["check", "."]),
    check("layers", join(root, "scripts/check-layers.mjs")),
    check("unused code", tool("knip/bin/knip.js")),
    check("types", tool("typescript/bin/tsc"), ["--noEmit"]),
  ]);
  const covered = await runVitest(["--project", "covered", "--coverage"]);
  const others = await runVitest(["--project", "!covered"]);
  const journeys = await runJourneys([], browser);
  return [{ ...client, passed: 0 }, ...checks, covered, others, ...journeys];
}

/** The tests in some files or folders. */
async function runAt(paths) {
  const missing = paths.filter((path) => !existsSync(path));
  for (const path of missing) console.error(`There is nothing at ${path}.`);
  if (missing.length > 0) return [{ passed: 0, failed: missing.length }];
  const client = await attempt("client", ensureClient);
  const journeys = paths.filter((path) => /^(\.\/)?e2e\b/.test(path));
  const others = paths.filter((path) => !journeys.includes(path));
  return [
    { ...client, passed: 0 },
    others.length > 0 ? await runVitest(others) : NONE,
    ...(journeys.length > 0 ? await runJourneys(journeys, await installBrowser()) : []),
  ];
}

async function runVitest(which) {
  console.log("  tests");
  const file = join(results, "vitest.json");
  const args = ["run", ...which, "--reporter=default", "--reporter=json"];
  const ran = await runNode(tool("vitest/vitest.mjs"), [...args, `--outputFile.json=${file}`], {
    show: true,
  });
  return countVitest(file, ran.code);
}

function installBrowser() {
  return attempt("browser", (say) => ensureBrowser({ say }));
}

async function runJourneys(which, browser) {
  if (browser.failed > 0) return [browser];
  const build = await attempt("build", (say) =>
    ensureBuild({ say }).then((built) => built.outcome),
  );
  if (build.failed > 0) return [build];
  console.log("  journeys");
  const ran = await runNode(tool("@playwright/test/cli.js"), ["test", ...which], { show: true });
  return [build, countPlaywright(join(results, "playwright.json"), ran.code)];
}

/** One check made by a tool: passed when it ends well, its output shown when it does not. */
function check(name, script, args = []) {
  return attempt(name, async () => {
    const ran = await runNode(script, args);
    if (ran.code !== 0) throw new Failure(ran.output.trim());
    return "passed";
  });
}

async function attempt(name, run) {
  try {
    await step(name, run);
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.error(describeFailure(error));
    return { passed: 0, failed: 1 };
  }
}

function tool(path) {
  return join(root, "node_modules", path);
}
