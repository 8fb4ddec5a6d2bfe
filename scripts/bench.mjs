import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { buildEmptyNext } from "./bench/empty-next.mjs";
import { launch, measureAll } from "./bench/measure.mjs";
import { makeKey, seedKeys, seedSurface } from "./bench/seed.mjs";
import { ensureBuild, pagesFolder, serverFile } from "./build.mjs";
import { bundleServer } from "./bundle-server.mjs";
import { ensureClient } from "./generate.mjs";
import { migrate } from "./migrate.mjs";
import { root } from "./paths.mjs";
import { startPostgres } from "./postgres.mjs";
import { step } from "./progress.mjs";

const CONNECTIONS = Number(process.env.BENCH_CONNECTIONS ?? 64);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const MANY = Number(process.env.BENCH_KEYS ?? 100_000);
const EVENTS = Number(process.env.BENCH_EVENTS ?? 1_000_000);
/** Ids of rows, separated by commas: only these are measured. */
const ONLY = process.env.BENCH_ONLY?.split(",");

const SURFACE_KEYS = 1_000;
const SURFACE_PATH = "/v1/products/prod_bench/surfaces/surf_bench/api";
const BODY = '{"name":"Ada"}';

process.chdir(root);
const folder = mkdtempSync(join(tmpdir(), "runtype-bench-"));
chmodSync(folder, 0o711);
const file = (name) => join(folder, `${name}.txt`);
const servers = {};
const database = await startPostgres({ folder: join(folder, "postgres") });
try {
  await main();
} finally {
  for (const { end } of Object.values(servers)) end();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  const settings = productSettings();
  await step("database", () =>
    migrate(database.ownerUrl, { application: database.url }).then(
      (applied) => `${applied.length} migrations`,
    ),
  );
  servers.upstream = await launch("upstream.mjs");
  settings.RUNTYPE_OUTBOUND_HOSTS = `127.0.0.1:${servers.upstream.port}`;
  await step("keys", () => seed(settings.RUNTYPE_KEY_PEPPERS.slice(2)));
  await step("build", async (say) => {
    await ensureClient();
    const built = await ensureBuild({ say });
    process.env.BENCH_SERVER = serverFile(built.folder);
    process.env.RUNTYPE_DIST_DIR = pagesFolder(built.folder);
    await buildEmptyNext();
    return built.outcome;
  });
  servers.next = await launch("empty-next.mjs");
  servers.hono = await launch("bare-hono.mjs");
  servers.product = await launch("product.mjs", settings);
  servers.relaxed = await launch("product.mjs", { ...settings, RUNTYPE_DURABILITY: "relaxed" });
  const rows = rowsOf(servers).filter(({ id }) => !ONLY || ONLY.includes(id));
  print(await measureAll(rows, { rounds: ROUNDS, seconds: SECONDS }));
  // The product would continue rolling up what it was asked.
  for (const { end } of Object.values(servers)) end();
  if (!ONLY || ONLY.includes("usage")) await compareMonths(settings);
}

function rowsOf({ next, hono, product, relaxed, upstream }) {
  const row = (id, name, server, load = {}) => ({
    id,
    name,
    server,
    load,
    connections: CONNECTIONS,
  });
  const withKeys = (name) => ({ keys: file(name) });
  const call = (slug) => ({ keys: file("surface"), path: `${SURFACE_PATH}/${slug}`, body: BODY });
  return [
    row("next", "Next, empty route handler", next),
    row("hono", "Hono, constant", hono),
    row("one", "one good key", product, withKeys("one")),
    row("hundred", "100 good keys in turn", product, withKeys("hundred")),
    row("many", `${MANY} good keys in turn`, product, withKeys("many")),
    row("junk", "junk key", product, withKeys("junk")),
    row("unknown", "unknown key, right checksum", product, withKeys("unknown")),
    row("revoked", "revoked key", product, withKeys("revoked")),
    row("none", "no header", product),
    row("template", "surface call, one template step", product, call("template")),
    row("one-relaxed", "one good key, relaxed", relaxed, withKeys("one")),
    row("many-relaxed", `${MANY} good keys in turn, relaxed`, relaxed, withKeys("many")),
    row("template-relaxed", "the same surface call, relaxed", relaxed, call("template")),
    row("upstream", "the upstream alone, one connection", upstream, { connections: 1 }),
    row("api-call", "surface call of the upstream, one connection", product, {
      ...call("api-call"),
      connections: 1,
    }),
  ];
}

async function seed(pepper) {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const many = await seedKeys(client, pepper, MANY);
  const revoked = await seedKeys(client, pepper, 1, { revoked: true });
  const surface = await seedSurface(client, pepper, SURFACE_KEYS, {
    template: { type: "template", config: { template: "Hello {{name}}!", outputVariable: "text" } },
    "api-call": {
      type: "api-call",
      config: { http: { method: "GET", url: `http://127.0.0.1:${servers.upstream.port}/` } },
    },
  });
  const junk = `${many[0].slice(0, -1)}${many[0].endsWith("0") ? "1" : "0"}`;
  const files = { many, hundred: many.slice(0, 100), one: many.slice(0, 1), revoked, surface };
  for (const [name, keys] of Object.entries({ ...files, junk: [junk], unknown: [makeKey()] })) {
    writeFileSync(file(name), keys.join("\n"));
  }
  await client.end();
  await settle();
  return `${MANY} keys`;
}

async function settle() {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query("VACUUM ANALYZE");
  await client.end();
}

function productSettings() {
  return {
    DATABASE_URL: database.url,
    NEXTAUTH_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    RUNTYPE_KEY_PEPPERS: `1:${randomBytes(32).toString("base64url")}`,
    RUNTYPE_LOG_LEVEL: "warn",
  };
}

/** The Usage page of 30 days over few events and over many. */
async function compareMonths(settings) {
  const bundled = join(root, ".build", "bench-usage.mjs");
  await bundleServer("scripts/bench/usage-page.ts", bundled);
  Object.assign(process.env, settings);
  const { fill, monthMilliseconds } = await import(pathToFileURL(bundled).href);
  await fill("org_few", EVENTS / 100);
  await fill("org_lot", EVENTS);
  await settle();
  const months = async () => [
    await monthMilliseconds("org_few"),
    await monthMilliseconds("org_lot"),
  ];
  // Once for the connections and the plans.
  await months();
  const [few, lot] = await months();
  console.log(
    `Usage of 30 days: ${few.toFixed(1)} ms over ${EVENTS / 100} requests, ${lot.toFixed(1)} ms over ${EVENTS}: ${(lot / few).toFixed(2)}`,
  );
}

function print(rows) {
  const find = (name) => rows.find(({ id }) => id === name) ?? { rps: Number.NaN, p99: Number.NaN };
  const [next, hono] = [find("next"), find("hono")];
  const table = rows.map((row) => ({
    call: row.name,
    status: row.statuses,
    "req/s": Math.round(row.rps),
    "p50 ms": row.p50.toFixed(2),
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
