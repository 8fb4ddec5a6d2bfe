import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { withLock } from "./lock.mjs";
import { dataFolder, generatedFolder, root } from "./paths.mjs";
import { prismaEnvironment } from "./prisma-environment.mjs";
import { runNode } from "./run-command.mjs";
import { resumable } from "./start-note.mjs";

const STAMP = join(generatedFolder, ".source");

/** Generates the database client when it is missing or the schema has changed. */
export function ensureClient() {
  return withLock(join(dataFolder, "generate.lock"), async () => {
    const wanted = `${fingerprint(["prisma/schema"])} ${prismaVersion()}`;
    if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return "up to date";
    const script = join(root, "node_modules", "prisma", "build", "index.js");
    const env = { ...process.env, ...prismaEnvironment };
    // Half a client must not pass for that of the former schema.
    rmSync(STAMP, { force: true });
    const generated = await resumable("client", () => runNode(script, ["generate"], { env }));
    if (generated.code !== 0) {
      throw new Failure(
        `The database client could not be generated:\n${generated.output.slice(-1500)}`,
      );
    }
    writeFileSync(STAMP, wanted);
    return "generated";
  });
}

function prismaVersion() {
  return createRequire(import.meta.url)("prisma/package.json").version;
}
