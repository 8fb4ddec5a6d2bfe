import { pathToFileURL } from "node:url";
import {
  buildForDevelopment,
  ensureBuild,
  formerBuild,
  pagesFolder,
  serverFile,
} from "./build.mjs";
import { openDatabase, roleWarning } from "./database.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { keepEnvironmentFile } from "./environment-file.mjs";
import { describeFailure, Failure } from "./failure.mjs";
import { ensureClient } from "./generate.mjs";
import { migrate } from "./migrate.mjs";
import { nodeAdvice } from "./node-version.mjs";
import { root } from "./paths.mjs";
import { step } from "./progress.mjs";
import { endRunningCommands } from "./run-command.mjs";
import { checkPort, checkSettings, listenFailure, loadSettings } from "./settings.mjs";
import { clearNote, interruptedSteps, notedStep, resumable } from "./start-note.mjs";
import { checkSurroundings } from "./surroundings.mjs";

let database = Promise.resolve({ stop: async () => {} });

/**
 * Brings everything up to date and serves; a failure is one sentence and exit code 1.
 * `open` makes a database ready and names it in DATABASE_URL.
 */
export async function launch(args, open = openDatabase) {
  process.on("SIGINT", interrupted);
  process.on("SIGTERM", interrupted);
  process.on("uncaughtException", failed);
  try {
    await bringUp(readArguments(args), open);
  } catch (error) {
    await failed(error);
  }
}

async function failed(error) {
  // The server may have taken the console into its log.
  process.stderr.write(`\n${describeFailure(error)}\n`);
  clearNote();
  await stopDatabase().catch(() => {});
  process.exit(1);
}

async function bringUp(options, open) {
  process.chdir(root);
  // Warnings about the packages' future are for who updates them, not for who runs the product.
  process.noDeprecation = true;
  advise([nodeAdvice(), ...checkSurroundings()]);
  await step("settings", loadSettings);
  await checkPort();
  const former = await interruptedSteps();
  for (const name of new Set(former)) advise([AGAIN[name]]);
  await step("dependencies", (say) => {
    const interrupted = former.includes("dependencies");
    return ensureDependencies({ development: false, interrupted, say });
  });
  process.env.NODE_ENV = options.dev ? "development" : "production";
  advise(await checkSettings());
  await step("database", async (say) => {
    database = open(say);
    const { outcome } = await database;
    const { DATABASE_URL, RUNTYPE_MIGRATION_DATABASE_URL } = process.env;
    await keepEnvironmentFile(RUNTYPE_MIGRATION_DATABASE_URL || DATABASE_URL);
    return outcome;
  });
  await step("migrations", async (say) => {
    const { DATABASE_URL: application, RUNTYPE_MIGRATION_DATABASE_URL: owner } = process.env;
    const migrated = () => migrate(owner || application, { application, say });
    const applied = await resumable("migrations", migrated);
    return applied.length === 0 ? "up to date" : `${applied.length} applied`;
  });
  // What serves never learns who the owner is: Next leaves alone what is set, were it in .env.
  process.env.RUNTYPE_MIGRATION_DATABASE_URL = "";
  advise([await roleWarning(process.env.DATABASE_URL)]);
  await step("client", ensureClient);
  const folder = await prepareBuild(options);
  await serve(folder, options);
}

/** What an earlier start left that was killed, and what becomes of it. */
const AGAIN = {
  dependencies: "The last start was interrupted while installing packages. Installing them again.",
  migrations:
    "The last start was interrupted during the migrations. Unfinished ones were rolled back; applying the rest.",
  client: "The last start was interrupted while generating the client. Generating it again.",
  build: "The last start was interrupted during the build. Building again.",
};

function advise(sentences) {
  for (const sentence of sentences) if (sentence) console.log(`  ${sentence}`);
}

async function prepareBuild({ dev, build }) {
  let folder;
  await step("build", async (say) => {
    const made = await (dev ? buildForDevelopment() : build ? ensureBuild({ say }) : formerBuild());
    folder = made.folder;
    return made.outcome;
  });
  if (!dev) process.env.RUNTYPE_DIST_DIR = pagesFolder(folder);
  return folder;
}

async function serve(folder, { dev, only }) {
  const { start } = await import(pathToFileURL(serverFile(folder)).href);
  const { peppers } = await start({ dev, only, stopDatabase }).catch((error) => {
    throw listenFailure(error);
  });
  process.off("uncaughtException", failed);
  // From here on the server hears them.
  process.off("SIGINT", interrupted);
  process.off("SIGTERM", interrupted);
  const address = only === "api" ? `${process.env.NEXTAUTH_URL}/v1` : process.env.NEXTAUTH_URL;
  // The server has taken the console into its log.
  process.stdout.write(`  ${"peppers".padEnd(14)}${peppers}\n\n  Ready: ${address}\n\n`);
}

function readArguments(args) {
  const options = { dev: false, build: true, only: undefined };
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === "--dev") options.dev = true;
    else if (args[at] === "--no-build") options.build = false;
    else if (args[at] === "--only") options.only = args[++at];
    else
      throw new Failure(
        `${args[at]} is not known: use --dev, --no-build, --only api or --only web.`,
      );
  }
  if (options.only !== undefined && !["api", "web"].includes(options.only)) {
    throw new Failure("--only needs a value: --only api or --only web.");
  }
  return options;
}

async function stopDatabase() {
  const opened = await database.catch(() => undefined);
  await opened?.stop();
}

async function interrupted() {
  endRunningCommands();
  const name = notedStep();
  if (name) console.error(`\nInterrupted in the step "${name}": the next start will repeat it.`);
  await stopDatabase();
  process.exit(130);
}
