import { join } from "node:path";
import { root } from "./paths.mjs";
import { runNode } from "./run-command.mjs";

/** Long proofs, each by the tests that hold its short form too: a path, or several. */
const PROOFS = {
  "flow-rights": "tests/flow-rights.property.test.ts",
  model: "lib/decisions/model.db.test.ts",
  staleness: ["lib/decisions/snapshots.db.test.ts", "tests/processes/staleness.test.ts"],
  quotas: ["lib/decisions/shared-quota.db.test.ts", "lib/decisions/spend-cap.db.test.ts"],
  statements: "tests/statements.test.ts",
  limits: "tests/processes/limits.test.ts",
  outage: "tests/processes/outage.test.ts",
  failover: "tests/processes/failover.test.ts",
  "power-loss": "tests/processes/power-loss.test.ts",
  instants: "tests/instants.test.ts",
  "door-fields": "tests/door-fields.test.ts",
  journeys: "e2e",
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in PROOFS));
if (unknown !== undefined) {
  console.error(`There is no proof ${unknown}. There are: ${Object.keys(PROOFS).join(", ")}.`);
  process.exit(1);
}
const env = { ...process.env, RUNTYPE_PROOF: "full" };
for (const name of asked.length > 0 ? asked : Object.keys(PROOFS)) {
  const startedAt = performance.now();
  const ran = await runNode(join(root, "scripts/test.mjs"), [PROOFS[name]].flat(), { env });
  if (ran.code !== 0) console.log(ran.output);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
  console.log(`${name}: ${ran.code === 0 ? "holds" : "FAILED"} after ${seconds} s`);
  if (ran.code !== 0) process.exitCode = 1;
}
