import { type SpawnOptions, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../../scripts/postgres.mjs";
import { installedBinaries, reachableBinaries } from "../../scripts/postgres-binaries.mjs";
import { choosePlace } from "../../scripts/postgres-place.mjs";
import { eventually } from "./traffic";

/** A running PostgreSQL, and how its programs are run. */
export type Cluster = {
  folder: string;
  programs: string;
  identity: { uid?: number; gid?: number };
  superuserUrl: string;
};

/** A PostgreSQL that one test may crash: what it has committed it keeps. */
export type OwnDatabase = {
  url: string;
  ownerUrl: string;
  cluster: Cluster;
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
  const cluster = { folder, programs, identity, superuserUrl: server.superuserUrl };
  const control = (...args: string[]) => controlCluster(cluster, ...args);
  return {
    url: server.url,
    ownerUrl: server.ownerUrl,
    cluster,
    pid: () => pidOf(cluster),
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

/** The process that all others of a cluster descend from. */
export function pidOf({ folder }: Cluster): number {
  return Number.parseInt(readFileSync(join(folder, "postmaster.pid"), "utf8"), 10);
}

/** Runs pg_ctl, and waits for what it does. */
export function controlCluster(cluster: Cluster, ...args: string[]): Promise<void> {
  const { programs, folder, identity } = cluster;
  return run(join(programs, "bin", "pg_ctl"), ["-D", folder, "-s", "-w", ...args], {
    ...identity,
    cwd: folder,
    stdio: "ignore",
  });
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
