import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../paths.mjs";
import { mustRun } from "./must-run.mjs";
import { installGenerators } from "./packages.mjs";

const TSCONFIG = {
  compilerOptions: {
    target: "es2023",
    module: "esnext",
    moduleResolution: "bundler",
    types: ["node"],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  },
  include: ["*.ts"],
};

const DOCUMENTS = ["platform", "surface"];

export const typeScriptClients = [
  { name: "openapi-typescript", generate: generateTypes, files: [] },
  { name: "orval", generate: generateOrval, files: ["request.ts"] },
  { name: "hey-api", generate: generateHeyApi, files: [] },
].map(({ name, generate, files }) => ({
  name,
  async run({ folder, packages, environment }) {
    await installGenerators(packages);
    for (const document of DOCUMENTS) await generate(folder, packages, document);
    const program = `${name}.ts`;
    for (const file of [program, ...files]) {
      copyFileSync(join(root, "scripts/clients/programs", file), join(folder, file));
    }
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
    await runTool(root, "typescript/bin/tsc", ["-p", folder], folder);
    const bundled = join(folder, "program.mjs");
    const { build, stop } = await import("esbuild");
    await build({
      entryPoints: [join(folder, program)],
      outfile: bundled,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "silent",
    }).finally(stop);
    await mustRun(process.execPath, [bundled], { env: { ...process.env, ...environment } });
  },
}));

function runTool(folder, script, args, cwd) {
  return mustRun(process.execPath, [join(folder, "node_modules", script), ...args], { cwd });
}

function generateTypes(folder, packages, document) {
  const output = ["--output", `generated/${document}.ts`];
  const args = [`${document}.json`, ...output, "--default-non-nullable", "false"];
  return runTool(packages, "openapi-typescript/bin/cli.js", args, folder);
}

function generateOrval(folder, packages, document) {
  const config = {
    [document]: {
      input: { target: `./${document}.json`, validation: true },
      output: {
        target: `./generated/${document}.ts`,
        client: "fetch",
        mode: "single",
        override: {
          mutator: { path: "./request.ts", name: "request" },
          fetch: { forceSuccessResponse: false },
        },
      },
    },
  };
  writeFileSync(
    join(folder, `${document}.config.mjs`),
    `export default ${JSON.stringify(config)};\n`,
  );
  copyFileSync(join(root, "scripts/clients/programs/request.ts"), join(folder, "request.ts"));
  return runTool(
    packages,
    "orval/dist/bin/orval.js",
    ["--config", `${document}.config.mjs`],
    folder,
  );
}

function generateHeyApi(folder, packages, document) {
  const config = {
    input: `./${document}.json`,
    output: `./generated/${document}`,
    plugins: [
      "@hey-api/client-fetch",
      "@hey-api/typescript",
      "zod",
      { name: "@hey-api/sdk", validator: true },
    ],
  };
  const file = join(folder, `${document}.config.mjs`);
  writeFileSync(file, `export default ${JSON.stringify(config)};\n`);
  return runTool(packages, "@hey-api/openapi-ts/bin/run.js", ["-f", file], folder);
}
