import { fork } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { freePort } from "../free-port.mjs";
import { root } from "../paths.mjs";
import { runNode } from "../run-command.mjs";

const WARMUP = 1;

/** Starts a module of this folder as a process of its own, which tells what it uses. */
export async function launch(module, settings = {}) {
  const port = await freePort();
  const url = pathToFileURL(join(root, "scripts", "bench", module)).href;
  const child = fork(join(root, "scripts/bench/measured-process.mjs"), [url, String(port)], {
    env: { ...process.env, ...settings, NODE_ENV: "production" },
  });
  await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`${module} ended with ${code}`)));
  });
  const usage = () =>
    new Promise((resolve) => {
      child.once("message", resolve);
      child.send("usage");
    });
  return { port, usage, end: () => child.kill("SIGKILL") };
}

/** Every row in every round, so that a slow moment of the machine hits all alike. */
export async function measureAll(rows, { rounds, seconds }) {
  const runs = new Map(rows.map(({ id }) => [id, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const row of rows) runs.get(row.id).push(await measure(row, seconds));
    console.log(`  round ${round + 1} of ${rounds} done`);
  }
  return rows.map((row) => ({ ...row, ...medianOf(runs.get(row.id)) }));
}

async function measure({ server: { port, usage }, connections, load }, seconds) {
  const options = { port, path: "/v1/me", connections, seconds, warmup: WARMUP, ...load };
  const before = await usage();
  const ran = await runNode(join(root, "scripts/bench/load.mjs"), [JSON.stringify(options)]);
  const after = await usage();
  const result = JSON.parse(ran.output.trim().split("\n").at(-1));
  const answered = result.rps * (seconds + WARMUP) || 1;
  const cpu = (after.cpuMicroseconds - before.cpuMicroseconds) / answered;
  return { ...result, cpu, rss: after.rss / 1024 / 1024 };
}

function medianOf(runs) {
  const middle = (field) => {
    const sorted = runs.map((run) => run[field]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  };
  const fields = ["rps", "p50", "p99", "cpu", "rss"];
  const medians = Object.fromEntries(fields.map((field) => [field, middle(field)]));
  return { ...medians, statuses: Object.keys(runs[0].statuses).join(" ") };
}
