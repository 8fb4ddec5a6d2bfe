import { join } from "node:path";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureClient } from "./generate.mjs";
import { root } from "./paths.mjs";
import { runNode } from "./run-command.mjs";

/** Long proofs, each by the test that holds its short form too: vitest project and file. */
const PROOFS = {
  "flow-rights": ["db", "tests/flow-rights.property.test.ts"],
  "power-loss": ["processes", "tests/processes/power-loss.test.ts"],
  instants: ["db", "tests/instants.test.ts"],
};

process.chdir(root);
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in PROOFS));
if (unknown !== undefined) {
  console.error(`There is no proof ${unknown}. There are: ${Object.keys(PROOFS).join(", ")}.`);
  process.exit(1);
}
await ensureDependencies({ development: true, say: () => undefined });
await ensureClient();
process.env.RUNTYPE_PROOF = "full";
for (const name of asked.length > 0 ? asked : Object.keys(PROOFS)) {
  const [project, file] = PROOFS[name];
  const startedAt = performance.now();
  const args = ["run", "--project", project, file];
  const ran = await runNode(join(root, "node_modules/vitest/vitest.mjs"), args);
  if (ran.code !== 0) console.log(ran.output);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
  console.log(`${name}: ${ran.code === 0 ? "holds" : "FAILED"} after ${seconds} s`);
  if (ran.code !== 0) process.exitCode = 1;
}
