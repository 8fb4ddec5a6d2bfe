import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "../bench/measure.mjs";
import { bundleServer } from "../bundle-server.mjs";
import { ensureClient } from "../generate.mjs";
import { migrate } from "../migrate.mjs";
import { buildFolder } from "../paths.mjs";
import { startPostgres } from "../postgres.mjs";

const FAST = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
const bundles = join(buildFolder, "clients");

/**
 * The public API on a database of its own, with one person and a surface: what clients are told in
 * their environment, and the documents that they are made from.
 */
export async function startInstance() {
  await ensureClient();
  await bundleServer("server/main.ts", join(bundles, "server.mjs"));
  const folder = mkdtempSync(join(tmpdir(), "runtype-clients-"));
  chmodSync(folder, 0o711);
  const database = await startPostgres({ folder: join(folder, "postgres"), settings: FAST });
  let server;
  const stop = async () => {
    server?.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await migrate(database.ownerUrl, { application: database.url });
    Object.assign(process.env, settingsFor(database.url));
    server = await launch("../clients/server.mjs");
    const told = await prepare(`http://127.0.0.1:${server.port}`, await newPerson());
    return { ...told, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function settingsFor(databaseUrl) {
  const random = () => randomBytes(32).toString("base64url");
  return {
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: random(),
    RUNTYPE_KEY_PEPPERS: `1:${random()}`,
    RUNTYPE_LOG_LEVEL: "warn",
    CLIENTS_SERVER: join(bundles, "server.mjs"),
  };
}

async function newPerson() {
  const bundled = join(bundles, "person.mjs");
  await bundleServer("scripts/clients/person.ts", bundled);
  const { personToken } = await import(pathToFileURL(bundled).href);
  return personToken();
}

async function prepare(url, token) {
  const Authorization = `Bearer ${token}`;
  const ask = async (path, init) => {
    const response = await fetch(url + path, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const product = await ask("/v1/products", {
    method: "POST",
    headers: { Authorization, "Content-Type": "application/json" },
    body: JSON.stringify({
      name: "Clients",
      template: { type: "rest_api", sampleFlow: "greeting" },
    }),
  });
  const place = `/v1/products/${product.id}/surfaces/${product.surfaces[0].id}`;
  const environment = {
    API_URL: url,
    API_TOKEN: token,
    SURFACE_URL: `${url}${place}/api`,
    SURFACE_KEY: product.testApiKey.key,
  };
  const documents = {
    platform: await ask("/v1/openapi.json"),
    surface: await ask(`${place}/openapi.json`, { headers: { Authorization } }),
  };
  return { environment, documents };
}
