import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "./failure.mjs";
import { freePort } from "./free-port.mjs";
import { withLock } from "./lock.mjs";
import { installedBinaries, reachableBinaries } from "./postgres-binaries.mjs";
import { checkVersion, createCluster, lastLines } from "./postgres-create.mjs";
import { choosePlace } from "./postgres-place.mjs";
import {
  DATABASE,
  passwordFile,
  passwordOf,
  ROLES,
  settleOwnership,
  settleRoles,
} from "./postgres-roles.mjs";
import { joinUsers, leaveUsers } from "./postgres-users.mjs";
import { commandLine, isAlive, waitUntilGone, workingFolder } from "./processes.mjs";

const START_SECONDS = 120;
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  log_min_messages: "warning",
  timezone: "UTC",
  log_timezone: "UTC",
};

/**
 * Starts the embedded PostgreSQL of `folder`, or joins the one that already runs there.
 * Answers its addresses (to the database `runtype`, as each role), how it was found, and how to stop it.
 */
export async function startPostgres({ folder, settings = {} }) {
  mkdirSync(dirname(folder), { recursive: true });
  const place = choosePlace(folder);
  const cluster = {
    ...place,
    lock: `${folder}.lock`,
    log: `${folder}.log`,
    users: `${folder}.users`,
    home: folder,
    settings: { ...SETTINGS, ...settings },
  };
  return withLock(cluster.lock, async () => {
    joinUsers(cluster.users);
    const installed = installedBinaries();
    cluster.binaries = reachableBinaries(
      installed,
      cluster.identity,
      join(dirname(cluster.folder), `postgres-programs-${process.arch}`),
    );
    const isNew = !existsSync(join(cluster.folder, "PG_VERSION"));
    if (isNew) createCluster(cluster);
    else checkVersion(cluster);
    const running = (await joinRunning(cluster)) ?? (await launch(cluster));
    const how = isNew ? "created" : running.joined ? "already running" : "started";
    await settleDatabase(cluster, running.port);
    const as = (role) => address(cluster, running.port, DATABASE, role);
    return {
      url: as(ROLES.application),
      ownerUrl: as(ROLES.owner),
      superuserUrl: as(ROLES.superuser),
      how,
      stop: () => stop(cluster),
    };
  });
}

/** Stops the embedded PostgreSQL unless another process still uses it. */
function stop(cluster) {
  return withLock(cluster.lock, async () => {
    if (leaveUsers(cluster.users)) return;
    const pid = runningServer(cluster)?.pid;
    if (pid === undefined) return;
    for (const [signal, patience] of [
      ["SIGINT", 6000],
      ["SIGQUIT", 3000],
      ["SIGKILL", 1000],
    ]) {
      process.kill(pid, signal);
      if (await waitUntilGone(pid, patience)) return;
    }
  });
}

/** The server that owns the data folder now, dead ones' leftovers aside. */
function runningServer(cluster) {
  const lines = pidFileLines(cluster);
  const pid = Number(lines[0]);
  if (!pid || !isAlive(pid)) return undefined;
  const folder = workingFolder(pid);
  const ours =
    folder === undefined
      ? commandLine(pid).includes(cluster.folder)
      : folder === realpathSync(cluster.folder);
  return ours ? { pid, port: Number(lines[3]) } : undefined;
}

async function joinRunning(cluster) {
  const found = runningServer(cluster);
  if (found) {
    if (await answers(cluster, found)) return { port: found.port, joined: true };
    await waitUntilGone(found.pid, 10_000);
  }
  rmSync(join(cluster.folder, "postmaster.pid"), { force: true });
  return undefined;
}

async function launch(cluster) {
  const until = Date.now() + START_SECONDS * 1000;
  for (;;) {
    const port = await freePort();
    const child = spawnServer(cluster, port);
    if (await answers(cluster, { pid: child.pid, port })) return { port };
    const said = lastLines(readFileSync(cluster.log, "utf8"));
    const passing = /is still in use|lock file|Address already in use/.test(said);
    if (passing && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      continue;
    }
    throw new Failure(`The embedded PostgreSQL did not start: ${said} (log: ${cluster.log})`);
  }
}

function spawnServer(cluster, port) {
  const log = openSync(cluster.log, "w", 0o600);
  const flags = Object.entries(cluster.settings).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const child = spawn(
    join(cluster.binaries, "bin", "postgres"),
    ["-D", cluster.folder, "-p", String(port), ...flags],
    {
      ...cluster.identity,
      cwd: cluster.folder,
      env: { PATH: process.env.PATH, LC_ALL: "C" },
      detached: true,
      stdio: ["ignore", log, log],
    },
  );
  child.on("error", () => {});
  child.unref();
  closeSync(log);
  return child;
}

/** Waits until the server takes connections; false when it ended first. */
async function answers(cluster, { pid, port }) {
  const until = Date.now() + START_SECONDS * 1000;
  while (pid !== undefined && isAlive(pid) && Date.now() < until) {
    const client = await connect(cluster, port, "postgres").catch((error) => {
      if (error.code === "28P01") throw wrongPassword(cluster);
    });
    if (client) {
      await client.end();
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  return false;
}

/** Brings database, roles and ownership to where they belong; an interrupted start does so again. */
async function settleDatabase(cluster, port) {
  const server = await connect(cluster, port, "postgres");
  try {
    const { rowCount } = await server.query("SELECT 1 FROM pg_database WHERE datname = $1", [
      DATABASE,
    ]);
    if (rowCount === 0) await server.query(`CREATE DATABASE ${DATABASE}`);
    await settleRoles(server, cluster);
  } finally {
    await server.end();
  }
  const database = await connect(cluster, port, DATABASE);
  try {
    await settleOwnership(database);
  } finally {
    await database.end();
  }
}

async function connect(cluster, port, database) {
  const { Client } = (await import("pg")).default;
  const client = new Client({
    connectionString: address(cluster, port, database, ROLES.superuser),
  });
  client.on("error", () => {});
  await client.connect();
  return client;
}

function address(cluster, port, database, role) {
  return `postgresql://${role}:${passwordOf(cluster, role)}@127.0.0.1:${port}/${database}`;
}

function wrongPassword(cluster) {
  return new Failure(
    `The password in ${passwordFile(cluster, ROLES.superuser)} is not that of the database in ${cluster.folder}: put the right file back, or move that folder away to begin again.`,
  );
}

function pidFileLines(cluster) {
  const file = join(cluster.folder, "postmaster.pid");
  return existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
}
