import { type SpawnOptions, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../../scripts/postgres.mjs";
import { installedBinaries, reachableBinaries } from "../../scripts/postgres-binaries.mjs";
import { choosePlace } from "../../scripts/postgres-place.mjs";
import { eventually } from "./traffic";

/** A PostgreSQL that one test may crash: what it has committed it keeps. */
export type OwnDatabase = {
  url: string;
  ownerUrl: string;
  /** Of the process that all its others descend from. */
  pid: () => number;
  /** Ends it as a crash would. */
  crash: () => Promise<void>;
  /** Starts it again at the same address; resolves when it takes connections. */
  restart: () => Promise<void>;
  remove: () => Promise<void>;
};

export async function createOwnDatabase(
  settings: Record<string, string> = {},
): Promise<OwnDatabase> {
  const home = mkdtempSync(join(tmpdir(), "runtype-own-"));
  chmodSync(home, 0o711);
  const folder = join(home, "postgres");
  const server = await startPostgres({ folder, settings: { fsync: "off", ...settings } });
  const { identity } = choosePlace(folder);
  const programs = reachableBinaries(installedBinaries(), identity, join(home, "programs"));
  const control = (...args: string[]) =>
    run(join(programs, "bin", "pg_ctl"), ["-D", folder, "-s", "-w", ...args], {
      ...identity,
      cwd: folder,
      stdio: "ignore",
    });
  return {
    url: server.url,
    ownerUrl: server.ownerUrl,
    pid: () => Number.parseInt(readFileSync(join(folder, "postmaster.pid"), "utf8"), 10),
    crash: () => control("-m", "immediate", "stop"),
    // Children of a killed server hold its memory for a moment, and no other starts beside them.
    restart: () =>
      eventually(() =>
        control("restart").then(
          () => true,
          () => undefined,
        ),
      ).then(() => undefined),
    remove: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function run(program: string, args: string[], options: SpawnOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ${args.join(" ")}: ${code}`)),
    );
  });
}
