import { join } from "node:path";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureClient } from "./generate.mjs";
import { root } from "./paths.mjs";
import { runNode } from "./run-command.mjs";

/** npm run fuzz -- [COUNT] [SEED] */
const [count = "10000", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);

process.chdir(root);
if (![count, seed].every((each) => /^\d{1,9}$/.test(each))) {
  console.error("Use npm run fuzz -- COUNT SEED, both in decimal digits.");
  process.exit(1);
}
await ensureDependencies({ development: true, say: () => undefined });
await ensureClient();
const args = ["run", "--project", "db", "tests/fuzz.test.ts", "--no-color"];
const ran = await runNode(join(root, "node_modules/vitest/vitest.mjs"), args, {
  env: { ...process.env, FUZZ_COUNT: count, FUZZ_SEED: seed },
});
const [line] = /^fuzz: .*$/m.exec(ran.output) ?? [];
console.log(ran.code === 0 && line !== undefined ? line : ran.output);
process.exitCode = ran.code;
