import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../paths.mjs";
import { isThere, mustRun } from "./must-run.mjs";
import { installGenerators } from "./packages.mjs";

const CLIENT = "openapi-python-client==0.29.1";
const NO_PYTHON = "no Python is installed (python3)";

/** Schemas whose Python classes the program uses. */
const MODELS = ["PlatformKeyWithSecret", "PlatformKey", "Flow", "ErrorResponse"];

export const pythonClients = [
  { name: "python-models", run: runModels },
  { name: "python-client", run: runClient },
];

/** Classes by quicktype, which check what they are given, with Python's own HTTP client. */
async function runModels({ folder, packages, environment, documents }) {
  if (!(await isThere("python3", "--version"))) return NO_PYTHON;
  await installGenerators(packages);
  const require = createRequire(join(packages, "package.json"));
  const generator = await import(pathToFileURL(require.resolve("quicktype-core")).href);
  writeFileSync(join(folder, "models.py"), await modelsOf(documents.platform, generator));
  await runProgram("python3", "python_models.py", folder, environment);
}

async function modelsOf({ components }, { InputData, JSONSchemaInput, quicktype }) {
  // Dates stay texts: reading them needs a package.
  const text = JSON.stringify(components.schemas, (key, value) =>
    key === "format" ? undefined : value,
  );
  const definitions = JSON.parse(text.replaceAll("#/components/schemas/", "#/definitions/"));
  const input = new JSONSchemaInput(undefined);
  for (const name of MODELS) {
    const schema = { $ref: `#/definitions/${name}`, definitions };
    await input.addSource({ name, schema: JSON.stringify(schema) });
  }
  const inputData = new InputData();
  inputData.addInput(input);
  const rendererOptions = { "python-version": "3.7" };
  const { lines } = await quicktype({ inputData, lang: "python", rendererOptions });
  return lines.join("\n");
}

/** The whole client by openapi-python-client. */
async function runClient({ folder, environment }) {
  if (!(await isThere("python3", "--version"))) return NO_PYTHON;
  const venv = join(folder, "venv");
  if (!(await isThere("python3", "-m", "venv", venv))) return "Python has no venv module";
  const bin = (program) => join(venv, "bin", program);
  const installed = await isThere(bin("pip"), "install", "--quiet", "--retries", "0", CLIENT);
  if (!installed) return `pip could not install ${CLIENT}`;
  for (const document of ["platform", "surface"]) {
    const generated = join(folder, `${document}_client`);
    const args = ["generate", "--path", `${document}.json`, "--meta", "none"];
    await mustRun(bin("openapi-python-client"), [...args, "--output-path", generated], {
      cwd: folder,
    });
  }
  await runProgram(bin("python"), "python_client.py", folder, environment);
}

async function runProgram(python, program, folder, environment) {
  copyFileSync(join(root, "scripts/clients/programs", program), join(folder, program));
  await mustRun(python, ["-m", "compileall", "-q", folder]);
  const env = { ...process.env, ...environment };
  await mustRun(python, [join(folder, program)], { env });
}
