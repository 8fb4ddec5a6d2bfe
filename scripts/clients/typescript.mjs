import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
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
  include: ["**/*.ts"],
};

/** The arguments by which each generator makes `generated/<document>` in the current folder. */
const GENERATORS = {
  "openapi-typescript": (document) => [
    `${document}.json`,
    ...["--output", `generated/${document}.ts`, "--default-non-nullable", "false"],
  ],
  orval: (document, write) => [
    "--config",
    write({
      [document]: {
        input: { target: `./${document}.json` },
        output: {
          target: `./generated/${document}.ts`,
          client: "fetch",
          mode: "single",
          override: { mutator: { path: "./request.ts", name: "request" } },
        },
      },
    }),
  ],
  "@hey-api/openapi-ts": (document, write) => [
    "--file",
    write({
      input: `./${document}.json`,
      output: `./generated/${document}`,
      plugins: ["@hey-api/client-fetch", "zod", { name: "@hey-api/sdk", validator: true }],
    }),
  ],
};

export const typeScriptClients = [
  clientOf("openapi-typescript", "openapi-typescript"),
  clientOf("orval", "orval", "request.ts"),
  clientOf("hey-api", "@hey-api/openapi-ts"),
];

/** A client of a generator's, and the program that uses it. */
function clientOf(name, generator, ...helpers) {
  const run = async ({ folder, packages, environment }) => {
    await installGenerators(packages);
    for (const file of [`${name}.ts`, ...helpers]) {
      copyFileSync(join(root, "scripts/clients/programs", file), join(folder, file));
    }
    for (const document of ["platform", "surface"]) {
      await generate(generator, document, folder, packages);
    }
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    await mustRun(process.execPath, [compiler, "-p", folder]);
    const bundled = await bundle(join(folder, `${name}.ts`), join(folder, "program.mjs"));
    await mustRun(process.execPath, [bundled], { env: { ...process.env, ...environment } });
  };
  return { name, run };
}

function generate(generator, document, folder, packages) {
  const home = join(packages, "node_modules", generator);
  const { bin } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const [script] = typeof bin === "string" ? [bin] : Object.values(bin);
  const write = (config) => {
    const file = join(folder, `${document}.config.cjs`);
    writeFileSync(file, `module.exports = ${JSON.stringify(config)};\n`);
    return file;
  };
  const args = GENERATORS[generator](document, write);
  return mustRun(process.execPath, [join(home, script), ...args], { cwd: folder });
}

async function bundle(entry, outfile) {
  const { build, stop } = await import("esbuild");
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "silent",
  }).finally(stop);
  return outfile;
}
