import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleServer } from "./bundle-server.mjs";
import { openDatabase } from "./database.mjs";
import { describeFailure } from "./failure.mjs";
import { buildFolder, root } from "./paths.mjs";
import { loadSettings } from "./settings.mjs";

/** Prints which versions of the pepper are in use, for what, and which may be taken out of `.env`. */
async function main() {
  process.chdir(root);
  loadSettings();
  const database = await openDatabase(console.log);
  try {
    console.log(await report());
  } finally {
    await database.stop();
  }
}

async function report() {
  mkdirSync(buildFolder, { recursive: true });
  const bundled = join(buildFolder, `peppers-${process.pid}.mjs`);
  await bundleServer("server/pepper-report.ts", bundled);
  const bundle = await import(pathToFileURL(bundled).href);
  rmSync(bundled);
  return bundle.report();
}

main().catch((error) => {
  console.error(describeFailure(error));
  process.exit(1);
});
