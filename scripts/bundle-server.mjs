import { copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./paths.mjs";
import { routesModule } from "./routes.mjs";

const ownCode = {
  name: "own-code",
  setup(build) {
    build.onResolve({ filter: /^@\// }, ({ path, kind }) =>
      build.resolve(`./${path.slice(2)}`, { kind, resolveDir: root }),
    );
    build.onResolve({ filter: /^(virtual:routes|server-only)$/ }, ({ path }) => ({
      path,
      namespace: "made",
    }));
    build.onLoad({ filter: /^server-only$/, namespace: "made" }, () => ({ contents: "" }));
    build.onLoad({ filter: /^virtual:routes$/, namespace: "made" }, () => ({
      contents: routesModule(),
      resolveDir: root,
    }));
  },
};

const SERVER = "server/main.ts";

/** What runs the scripts of flows: a thread of its own, found beside the file that starts it. */
const SANDBOX = join(root, "lib", "flows", "sandbox", "worker.mjs");

/** Bundles one of our TypeScript files for Node; packages stay outside. */
export async function bundleServer(entry, outfile) {
  const { build, stop } = await import("esbuild");
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    conditions: ["react-server"],
    plugins: [ownCode],
    logLevel: "silent",
  }).finally(stop);
  if (entry === SERVER) placeSandbox(dirname(outfile));
}

/** Puts what runs the scripts of flows beside a bundle that starts it. */
export function placeSandbox(folder) {
  copyFileSync(SANDBOX, join(folder, "worker.mjs"));
}
