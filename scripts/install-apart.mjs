import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { withLock } from "./lock.mjs";
import { runCommand } from "./run-command.mjs";

const FLAGS = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];

/** Installs packages of exact versions, which are none of the product's, into a folder of their own. */
export function installApart(folder, packages) {
  mkdirSync(folder, { recursive: true });
  return withLock(join(folder, "install.lock"), async () => {
    const wanted = JSON.stringify({ private: true, type: "module", dependencies: packages });
    // Written once all is there: an install that failed or was interrupted is done again.
    const done = join(folder, "installed.json");
    if (existsSync(done) && readFileSync(done, "utf8") === wanted) return;
    rmSync(done, { force: true });
    writeFileSync(join(folder, "package.json"), wanted);
    const { code, output } = await runCommand("npm", ["install", ...FLAGS], { cwd: folder });
    if (code !== 0) throw new Failure(`npm install\n${output.slice(-4_000)}`);
    writeFileSync(done, wanted);
  });
}
