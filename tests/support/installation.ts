import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleServer } from "../../scripts/bundle-server.mjs";
import { fingerprint } from "../../scripts/fingerprint.mjs";
import { withLock } from "../../scripts/lock.mjs";
import { dataFolder, root } from "../../scripts/paths.mjs";

const COPIED = [
  "scripts",
  "lib/env.ts",
  "lib/core",
  "package.json",
  "package-lock.json",
  ".env.example",
];
const SHARED = ["node_modules", "prisma", "lib/db/generated"];
const SOURCES = ["app/v1", "lib", "server", "prisma/schema", "package-lock.json", "scripts"];

/** A clone of the product that is built, but for its pages; its path holds spaces. */
export type Installation = {
  folder: string;
  /** Writes its settings file. */
  configure: (settings: Record<string, string>) => void;
  remove: () => void;
};

export async function createInstallation(name = "my clone"): Promise<Installation> {
  const home = mkdtempSync(join(tmpdir(), "runtype test "));
  chmodSync(home, 0o711);
  const folder = join(home, name);
  mkdirSync(join(folder, "lib", "db"), { recursive: true });
  for (const path of COPIED) cpSync(join(root, path), join(folder, path), { recursive: true });
  for (const path of SHARED) symlinkSync(join(root, path), join(folder, path));
  const build = join(folder, ".build", "0123456789abcdef");
  mkdirSync(join(build, "server"), { recursive: true });
  cpSync(await bundledServer(), join(build, "server", "main.mjs"));
  cpSync(join(root, "lib/flows/sandbox/worker.mjs"), join(build, "server", "worker.mjs"));
  writeFileSync(join(build, "complete"), "");
  writeFileSync(join(folder, ".build", "current"), "0123456789abcdef");
  return {
    folder,
    configure: (settings) => {
      const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
      writeFileSync(join(folder, ".env"), lines.join(""), { mode: 0o600 });
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** The server of these sources, bundled once however many files of tests run it. */
function bundledServer(): Promise<string> {
  const folder = join(dataFolder, "test");
  const file = join(folder, `server-${fingerprint(SOURCES)}.mjs`);
  return withLock(join(folder, "server.lock"), async () => {
    if (!existsSync(file)) await bundleServer("server/main.ts", file);
    return file;
  });
}
