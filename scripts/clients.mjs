import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startInstance } from "./clients/instance.mjs";
import { javaClient } from "./clients/java.mjs";
import { pythonClients } from "./clients/python.mjs";
import { typeScriptClients } from "./clients/typescript.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { describeFailure } from "./failure.mjs";
import { dataFolder, root } from "./paths.mjs";
import { step } from "./progress.mjs";

const folder = join(dataFolder, "clients");

/** Makes clients from the documents of an instance, compiles them and runs them against it. */
async function main(names) {
  process.chdir(root);
  mkdirSync(folder, { recursive: true });
  await step("dependencies", (say) => ensureDependencies({ development: true, say }));
  let instance;
  await step("instance", async () => {
    instance = await startInstance();
    return instance.environment.API_URL;
  });
  try {
    const all = [...typeScriptClients, ...pythonClients, javaClient];
    const asked = names.length > 0 ? all.filter(({ name }) => names.includes(name)) : all;
    const outcomes = [];
    for (const client of asked) outcomes.push(await attempt(client, instance));
    const count = (outcome) => outcomes.filter((each) => each === outcome).length;
    console.log(`${count("ran")} ran, ${count("failed")} failed, ${count("skipped")} skipped`);
    if (count("failed") > 0 || asked.length === 0) process.exitCode = 1;
  } finally {
    await instance.stop();
  }
}

/** A client answers why it cannot run here, or nothing once it has run. */
async function attempt({ name, run }, { environment, documents }) {
  const own = join(folder, name);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  for (const [of, document] of Object.entries(documents)) {
    writeFileSync(join(own, `${of}.json`), JSON.stringify(document));
  }
  try {
    const reason = await step(name, async () => {
      const missing = await run({ folder: own, packages: folder, environment, documents });
      return missing === undefined ? "generated, compiled and run" : `SKIPPED: ${missing}`;
    });
    return reason.startsWith("SKIPPED") ? "skipped" : "ran";
  } catch (error) {
    console.error(describeFailure(error));
    return "failed";
  }
}

await main(process.argv.slice(2));
