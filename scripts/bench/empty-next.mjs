import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { buildFolder, root } from "../paths.mjs";
import { runNode } from "../run-command.mjs";

const folder = join(buildFolder, "bench-next");

const FILES = {
  "app/v1/me/route.js":
    'export const dynamic = "force-dynamic";\nexport function GET() {\n  return Response.json({ ok: true });\n}\n',
  "app/layout.js":
    "export default function Layout({ children }) {\n  return <html><body>{children}</body></html>;\n}\n",
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(root)} } };\n`,
  "package.json": '{ "type": "module" }\n',
};

/** Builds a Next application with one route handler that answers a constant. */
export async function buildEmptyNext() {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const script = join(root, "node_modules", "next", "dist", "bin", "next");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const built = await runNode(script, ["build"], { cwd: folder, env });
  if (built.code !== 0) throw new Error(built.output.slice(-4000));
}

export async function start(port) {
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: folder, hostname: "127.0.0.1", port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => handle(request, response));
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
}
