import { fork } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { freePort } from "../free-port.mjs";
import { root } from "../paths.mjs";
import { runNode } from "../run-command.mjs";

const WARMUP = 1;

/**
 * Starts a module of this folder as a process of its own, with flags of Node, which tells what it uses,
 * and beside it what the PostgreSQL in the folder `place` does.
 */
export async function launch(module, { settings = {}, cwd = root, place, flags = [] } = {}) {
  const port = await freePort();
  const url = pathToFileURL(join(root, "scripts", "bench", module)).href;
  const child = fork(join(root, "scripts/bench/measured-process.mjs"), [url, String(port)], {
    env: { ...process.env, ...settings, NODE_ENV: "production" },
    execArgv: flags,
    cwd,
  });
  await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`${module} ended with ${code}`)));
  });
  const usage = () =>
    new Promise((resolve) => {
      child.once("message", (own) =>
        resolve({ ...own, postgres: place ? postgresMicroseconds(place) : 0 }),
      );
      child.send("usage");
    });
  return { port, usage, end: () => child.kill("SIGKILL") };
}

/** Every row in every round, so that a slow moment of the machine hits all alike. */
export async function measureAll(rows, { rounds, seconds }) {
  const runs = new Map(rows.map((row) => [row, []]));
  // What a process has seen of its keys before is part of what is measured, not how it came to see it.
  for (const row of rows) if (row.primed) await sendLoad(row, { once: true });
  for (let round = 0; round < rounds; round += 1) {
    for (const row of rows) runs.get(row).push(await measure(row, seconds));
    console.log(`  round ${round + 1} of ${rounds} done`);
  }
  return rows.map((row) => ({ ...row, ...medianOf(runs.get(row)) }));
}

async function sendLoad({ server: { port }, connections, load }, how) {
  const options = { port, path: "/v1/me", connections, ...load, ...how };
  const ran = await runNode(join(root, "scripts/bench/load.mjs"), [JSON.stringify(options)]);
  return JSON.parse(ran.output.trim().split("\n").at(-1));
}

async function measure(row, seconds) {
  const { usage } = row.server;
  const before = await usage();
  const result = await sendLoad(row, { seconds, warmup: WARMUP });
  const after = await usage();
  const answered = result.rps * (seconds + WARMUP) || 1;
  const cpu = (after.cpuMicroseconds - before.cpuMicroseconds) / answered;
  const postgres = (after.postgres - before.postgres) / answered;
  return { ...result, cpu, postgres, rss: after.rss / 1024 / 1024 };
}

const MICROSECONDS_PER_TICK = 10_000;

/** Processor time of a PostgreSQL and of all its processes, those that have ended among them. */
function postgresMicroseconds(place) {
  const main = readFileSync(join(place, "postmaster.pid"), "utf8").split("\n")[0];
  const ticks = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      const stat = statOf(pid);
      if (stat === undefined) return 0;
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
      if (pid === main) return user + system + endedUser + endedSystem;
      return fields[1] === main ? user + system : 0;
    });
  return ticks.reduce((sum, each) => sum + each, 0) * MICROSECONDS_PER_TICK;
}

/** Nothing of a process that has ended since the list of them was read. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ESRCH") return undefined;
    throw error;
  }
}

function medianOf(runs) {
  const middle = (field) => {
    const sorted = runs.map((run) => run[field]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  };
  const fields = ["rps", "p50", "p99", "cpu", "postgres", "rss"];
  const medians = Object.fromEntries(fields.map((field) => [field, middle(field)]));
  const all = runs.map(({ rps }) => rps);
  const spread = (Math.max(...all) - Math.min(...all)) / 2 / medians.rps;
  return { ...medians, spread, statuses: Object.keys(runs[0].statuses).join(" ") };
}

/** The flags of Node with which `npm start` starts the product in a folder. */
export function startFlags(folder) {
  const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return scripts.start.match(/--\S+/g) ?? [];
}

/** The median of what a transaction waits for the disk. */
export async function flushMilliseconds(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const times = [];
  for (let n = 0; n < 50; n += 1) {
    const began = performance.now();
    await client.query("SELECT pg_logical_emit_message(true, 'bench', '')");
    times.push(performance.now() - began);
  }
  await client.end();
  return times.sort((a, b) => a - b)[25];
}
