import { ensureDependencies } from "./dependencies.mjs";
import { requireNodeVersion } from "./node-version.mjs";
import { root } from "./paths.mjs";
import { step } from "./progress.mjs";

requireNodeVersion();
process.chdir(root);
await step("dependencies", (say) => ensureDependencies({ development: false, say }));
await import("./bench/run.mjs");
