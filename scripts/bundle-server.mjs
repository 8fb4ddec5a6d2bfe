import { join } from "node:path";
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
}
