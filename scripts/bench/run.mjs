import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { ensureBuild, pagesFolder, serverFile } from "../build.mjs";
import { ensureClient } from "../generate.mjs";
import { migrate } from "../migrate.mjs";
import { root } from "../paths.mjs";
import { startPostgres } from "../postgres.mjs";
import { step } from "../progress.mjs";
import { compareMonths, measureFeed, measureSnapshots } from "./apart.mjs";
import { buildEmptyNext } from "./empty-next.mjs";
import { flushMilliseconds, launch, measureAll, startFlags } from "./measure.mjs";
import { installPeers, launchPeers, printPeers } from "./peers.mjs";
import { printCustomers, printTable, toJson } from "./report.mjs";
import { drawByZipf, makeKey, seedCustomers, seedKeys, seedSurface } from "./seed.mjs";

const CONNECTIONS = (process.env.BENCH_CONNECTIONS ?? "64,256").split(",").map(Number);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const MANY = Number(process.env.BENCH_KEYS ?? 100_000);
const MILLION = Number(process.env.BENCH_MILLION ?? 1_000_000);
const EVENTS = Number(process.env.BENCH_EVENTS ?? 1_000_000);
/** A clone of another commit with its packages installed: measured in turn with this one. */
const BASELINE = process.env.BENCH_BASELINE;
/** A file for the rows as JSON. */
const JSON_FILE = process.env.BENCH_JSON;
/** Ids of rows, separated by commas: only these are measured. */
const ONLY = process.env.BENCH_ONLY?.split(",");

/** Whether a row is measured. */
const isWanted = (id) => !ONLY || ONLY.includes(id);
/** How many keys there have to be. */
const KEYS = isWanted("million") || isWanted("million-in-turn") ? Math.max(MANY, MILLION) : MANY;
/** Calls that are drawn by chance, before they come again. */
const DRAWN = 200_000;
const SURFACE_KEYS = 1_000;
const SURFACE_PATH = "/v1/products/prod_bench/surfaces/surf_bench/api";
const BODY = '{"name":"Ada"}';

const folder = mkdtempSync(join(tmpdir(), "runtype-bench-"));
chmodSync(folder, 0o711);
const file = (name) => join(folder, `${name}.txt`);
const servers = {};
const databases = [await startPostgres({ folder: join(folder, "postgres") })];
try {
  await main();
} finally {
  for (const { end } of Object.values(servers)) end();
  for (const database of databases) await database.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  servers.upstream = await launch("upstream.mjs");
  const product = { name: "", place: join(folder, "postgres"), ...howStarted(root) };
  await step("database and keys", () =>
    fill(product, databases[0], migrate, { seedKeys, seedSurface }),
  );
  await step("build", async (say) => {
    await ensureClient();
    const { outcome } = await buildProduct(product, { ensureBuild, serverFile, pagesFolder }, say);
    await buildEmptyNext();
    return outcome;
  });
  servers.next = await launch("empty-next.mjs");
  servers.hono = await launch("bare-hono.mjs");
  servers.product = await launch("product.mjs", product);
  const relaxed = { ...product.settings, RUNTYPE_DURABILITY: "relaxed" };
  servers.relaxed = await launch("product.mjs", { ...product, settings: relaxed });
  // All that it remembers are the keys of customers.
  servers.customers = await launch("product.mjs", product);
  if (BASELINE) servers.baseline = await launch("product.mjs", await prepareBaseline());
  const peers = await installPeers(isWanted);
  Object.assign(servers, await launchPeers(peers, databases[0], product.place, file("many")));
  const rows = [...rowsOf(servers), ...rowsOfPeers(peers)].filter(({ id }) => isWanted(id));
  const measured = await measureAll(rows, { rounds: ROUNDS, seconds: SECONDS });
  console.log(
    `\nA flush of this disk takes ${(await flushMilliseconds(databases[0].ownerUrl)).toFixed(2)} ms.`,
  );
  const how = `${SECONDS} s, median of ${ROUNDS} rounds`;
  for (const connections of CONNECTIONS) printTable(measured, connections, how);
  printCustomers(measured);
  printPeers(peers);
  if (JSON_FILE) writeFileSync(JSON_FILE, JSON.stringify(measured.map(toJson), null, 2));
  // The product would continue rolling up what it was asked.
  for (const { end } of Object.values(servers)) end();
  if (isWanted("snapshots")) await measureSnapshots(SNAPSHOTS);
  if (isWanted("usage")) await compareMonths(product.settings, databases[0].ownerUrl, EVENTS);
  if (isWanted("feed")) await measureFeed(product.settings, EVENTS);
}

function row(id, name, server, load = {}, more = {}) {
  return CONNECTIONS.map((connections) => ({ id, name, server, load, connections, ...more }));
}

/** A peer is measured with many keys and with one, as the product is. */
function rowsOfPeers(peers) {
  return peers.flatMap(({ id, durable }) => [
    ...row(id, `${id}, ${MANY} keys in turn`, servers[id], { keys: file("many") }, { durable }),
    ...row(`${id}-one`, `${id}, one key`, servers[id], { keys: file("one") }, { durable }),
  ]);
}

function rowsOf({ next, hono, product, relaxed, customers, baseline, upstream }) {
  const withKeys = (name, of = "") => ({ keys: file(name + of) });
  const call = (slug, of = "") => ({
    keys: file(`surface${of}`),
    path: `${SURFACE_PATH}/${slug}`,
    body: BODY,
  });
  const former = (id, load, more) =>
    baseline ? row(`${id}-baseline`, "the same, of the baseline", baseline, load, more) : [];
  const durable = { durable: true };
  const both = (id, name, load, more = {}) => [
    ...row(id, name, product, load(""), { ...durable, ...more }),
    ...former(id, load("-baseline"), more),
  ];
  const primed = { primed: true };
  const held = { ...durable, ...primed };
  const one = { connections: 1 };
  return [
    ...row("next", "Next, empty route handler", next),
    ...row("hono", "Hono, constant", hono),
    ...both("one", "one good key", (of) => withKeys("one", of)),
    ...both("hundred", "100 good keys in turn", (of) => withKeys("hundred", of)),
    ...both("many", `${MANY} good keys in turn`, (of) => withKeys("many", of), primed),
    ...both("million", `${MILLION} good keys by Zipf`, (of) => withKeys("drawn", of), primed),
    ...both("million-in-turn", `${MILLION} good keys in turn`, (of) => withKeys("million", of)),
    ...row("customers-100", `${MANY} keys, 100 customers`, customers, withKeys("shared"), held),
    ...row("customers-each", `${MANY} keys, a customer each`, customers, withKeys("each"), held),
    ...both("junk", "junk key", (of) => withKeys("junk", of)),
    ...row("unknown", "unknown key, right checksum", product, withKeys("unknown"), durable),
    ...row("revoked", "revoked key", product, withKeys("revoked"), durable),
    ...row("none", "no header", product, {}, durable),
    ...both("template", "surface call, one template step", (of) => call("template", of)),
    ...row("one-relaxed", "one good key, relaxed", relaxed, withKeys("one")),
    ...row("many-relaxed", `${MANY} good keys in turn, relaxed`, relaxed, withKeys("many"), primed),
    ...row("template-relaxed", "the same surface call, relaxed", relaxed, call("template")),
    ...row("upstream", "the upstream alone, one connection", upstream, one).slice(0, 1),
    ...row("api-call", "surface call of the upstream, one connection", product, {
      ...call("api-call"),
      ...one,
    }).slice(0, 1),
  ];
}

/** Brings the schema and the keys of a product into its database. */
async function fill(product, { url, ownerUrl }, migrate, { seedKeys, seedSurface }) {
  const { name, settings } = product;
  settings.DATABASE_URL = url;
  // Once one role was all.
  await (ownerUrl ? migrate(ownerUrl, { application: url }) : migrate(url));
  const client = new pg.Client({ connectionString: ownerUrl ?? url });
  await client.connect();
  const pepper = settings.RUNTYPE_KEY_PEPPERS.slice(2);
  const keys = await seedKeys(client, pepper, KEYS);
  const many = keys.slice(0, MANY);
  const revoked = await seedKeys(client, pepper, 1, { revoked: true });
  const surface = await seedSurface(client, pepper, SURFACE_KEYS, {
    template: { type: "template", config: { template: "Hello {{name}}!", outputVariable: "text" } },
    "api-call": {
      type: "api-call",
      config: { http: { method: "GET", url: `http://127.0.0.1:${servers.upstream.port}/` } },
    },
  });
  const million = keys.slice(0, MILLION);
  const drawn = drawByZipf(million, DRAWN);
  const junk = `${many[0].slice(0, -1)}${many[0].endsWith("0") ? "1" : "0"}`;
  const holds = (id) => name === "" && isWanted(id);
  const shared = holds("customers-100") ? await seedCustomers(client, pepper, MANY, 100) : [];
  const each = holds("customers-each") ? await seedCustomers(client, pepper, MANY, MANY) : [];
  const few = { hundred: many.slice(0, 100), one: many.slice(0, 1), revoked, surface };
  const files = { many, million, drawn, shared, each, ...few };
  for (const [of, keys] of Object.entries({ ...files, junk: [junk], unknown: [makeKey()] })) {
    writeFileSync(file(of + name), keys.join("\n"));
  }
  await client.query("VACUUM ANALYZE");
  await client.end();
  return `${KEYS} keys`;
}

async function buildProduct({ settings }, { ensureBuild, serverFile, pagesFolder }, say) {
  const built = await ensureBuild({ say });
  settings.BENCH_SERVER = serverFile(built.folder);
  settings.RUNTYPE_DIST_DIR = pagesFolder(built.folder);
  return built;
}

/** Another commit's product as it was: its own database server, schema and build. */
async function prepareBaseline() {
  const of = (script) => import(pathToFileURL(join(BASELINE, "scripts", script)).href);
  const place = join(folder, "postgres-baseline");
  const product = { name: "-baseline", place, cwd: BASELINE, ...howStarted(BASELINE) };
  await step("baseline", async (say) => {
    const database = await (await of("postgres.mjs")).startPostgres({ folder: place });
    databases.push(database);
    await fill(product, database, (await of("migrate.mjs")).migrate, await of("bench/seed.mjs"));
    return (await buildProduct(product, await of("build.mjs"), say)).outcome;
  });
  return product;
}

/** The product of a folder, with the flags of its `npm start`. */
function howStarted(folder) {
  const secret = () => randomBytes(32).toString("base64url");
  return {
    flags: startFlags(folder),
    settings: {
      NEXTAUTH_URL: "http://localhost:3000",
      NEXTAUTH_SECRET: secret(),
      RUNTYPE_KEY_PEPPERS: `1:${secret()}`,
      RUNTYPE_OUTBOUND_HOSTS: `127.0.0.1:${servers.upstream.port}`,
      RUNTYPE_LOG_LEVEL: "warn",
    },
  };
}
