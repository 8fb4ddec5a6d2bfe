import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { buildEmptyNext } from "./bench/empty-next.mjs";
import { makeKey, seedKeys } from "./bench/seed.mjs";
import { ensureBuild, pagesFolder, serverFile } from "./build.mjs";
import { freePort } from "./free-port.mjs";
import { ensureClient } from "./generate.mjs";
import { migrate } from "./migrate.mjs";
import { root } from "./paths.mjs";
import { startPostgres } from "./postgres.mjs";
import { step } from "./progress.mjs";
import { runNode } from "./run-command.mjs";

const CONNECTIONS = 32;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const MANY = Number(process.env.BENCH_KEYS ?? 100_000);

process.chdir(root);
const folder = mkdtempSync(join(tmpdir(), "runtype-bench-"));
chmodSync(folder, 0o711);
const children = [];
const database = await startPostgres({ folder: join(folder, "postgres") });
try {
  await main();
} finally {
  for (const child of children) child.kill("SIGKILL");
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  const pepper = randomBytes(32).toString("base64url");
  await step("database", () =>
    migrate(database.url).then((applied) => `${applied.length} migrations`),
  );
  const files = await step("keys", () => seed(pepper)).then(() => keyFiles());
  await step("build", async (say) => {
    await ensureClient();
    const built = await ensureBuild({ say });
    process.env.BENCH_SERVER = serverFile(built.folder);
    process.env.RUNTYPE_DIST_DIR = pagesFolder(built.folder);
    await buildEmptyNext();
    return built.outcome;
  });
  const servers = {
    next: await launch("empty-next.mjs", {}),
    hono: await launch("bare-hono.mjs", {}),
    product: await launch("product.mjs", productSettings(pepper)),
  };
  const scenarios = [
    ["Next, empty route handler", servers.next],
    ["Hono, constant", servers.hono],
    ["one good key", servers.product, files.one],
    ["100 good keys in turn", servers.product, files.hundred],
    [`${MANY} good keys in turn`, servers.product, files.many],
    ["junk key", servers.product, files.junk],
    ["unknown key, right checksum", servers.product, files.unknown],
    ["revoked key", servers.product, files.revoked],
    ["no header", servers.product],
  ];
  print(await measureAll(scenarios));
}

function keyFiles() {
  const names = ["one", "hundred", "many", "junk", "unknown", "revoked"];
  return Object.fromEntries(names.map((name) => [name, join(folder, `${name}.txt`)]));
}

async function seed(pepper) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const files = keyFiles();
  const many = await seedKeys(client, pepper, MANY);
  writeFileSync(files.many, many.join("\n"));
  writeFileSync(files.hundred, many.slice(0, 100).join("\n"));
  writeFileSync(files.one, many[0]);
  writeFileSync(files.junk, `${many[0].slice(0, -1)}${many[0].endsWith("0") ? "1" : "0"}`);
  writeFileSync(files.unknown, makeKey());
  writeFileSync(files.revoked, (await seedKeys(client, pepper, 1, { revoked: true }))[0]);
  await client.query("VACUUM ANALYZE");
  await client.end();
  return `${MANY} keys`;
}

function productSettings(pepper) {
  return {
    DATABASE_URL: database.url,
    NEXTAUTH_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    RUNTYPE_KEY_PEPPERS: `1:${pepper}`,
    RUNTYPE_LOG_LEVEL: "warn",
  };
}

async function launch(module, settings) {
  const port = await freePort();
  const url = pathToFileURL(join(root, "scripts", "bench", module)).href;
  const child = fork(join(root, "scripts/bench/measured-process.mjs"), [url, String(port)], {
    env: { ...process.env, ...settings, NODE_ENV: "production" },
  });
  children.push(child);
  await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`${module} ended with ${code}`)));
  });
  const usage = () =>
    new Promise((resolve) => {
      child.once("message", resolve);
      child.send("usage");
    });
  return { port, usage };
}

/** Every scenario in every round, so that a slow moment of the machine hits all alike. */
async function measureAll(scenarios) {
  const runs = scenarios.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, [, server, keys]] of scenarios.entries()) {
      runs[index].push(await measure(server, keys));
    }
    console.log(`  round ${round + 1} of ${ROUNDS} done`);
  }
  return scenarios.map(([name], index) => ({ name, ...medianOf(runs[index]) }));
}

async function measure({ port, usage }, keys) {
  const warmup = 1;
  const load = { port, path: "/v1/me", connections: CONNECTIONS, seconds: SECONDS, warmup, keys };
  const before = await usage();
  const ran = await runNode(join(root, "scripts/bench/load.mjs"), [JSON.stringify(load)]);
  const after = await usage();
  const result = JSON.parse(ran.output.trim().split("\n").at(-1));
  const answered = result.rps * (SECONDS + warmup) || 1;
  return {
    ...result,
    cpu: (after.cpuMicroseconds - before.cpuMicroseconds) / answered,
    rss: after.rss / 1024 / 1024,
  };
}

function medianOf(runs) {
  const middle = (field) => {
    const sorted = runs.map((run) => run[field]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  };
  return {
    rps: middle("rps"),
    p50: middle("p50"),
    p99: middle("p99"),
    cpu: middle("cpu"),
    rss: middle("rss"),
    statuses: Object.keys(runs[0].statuses).join(" "),
  };
}

function print(rows) {
  const [next, hono] = rows;
  const table = rows.map((row) => ({
    "GET /v1/me": row.name,
    status: row.statuses,
    "req/s": Math.round(row.rps),
    "p50 ms": row.p50.toFixed(1),
    "p99 ms": row.p99.toFixed(1),
    "CPU us/req": Math.round(row.cpu),
    "RSS MB": Math.round(row.rss),
    "x Next": (row.rps / next.rps).toFixed(2),
    "x Hono": (row.rps / hono.rps).toFixed(2),
    "p99 / Next's": (row.p99 / next.p99).toFixed(2),
  }));
  console.log(
    `\n${CONNECTIONS} connections, ${SECONDS} s, median of ${ROUNDS} rounds, Node ${process.version}, ${cpus().length} cores shared by server, database and load`,
  );
  console.table(table);
}
