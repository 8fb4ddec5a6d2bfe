import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { installApart } from "../install-apart.mjs";
import { buildFolder } from "../paths.mjs";
import { step } from "../progress.mjs";
import { launch } from "./measure.mjs";

/**
 * What others use, in these very versions, and how much of the product's work each does. They are no
 * packages of the product, so that who installs it never gets them: each has a folder of its own.
 */
const PEERS = [
  {
    id: "express-rate-limit",
    packages: { express: "5.3.0", "express-rate-limit": "8.7.5" },
    does: {
      "looks up the key": "no",
      scopes: "no",
      windows: "2, each by itself",
      "exact over processes": "no",
      durable: "no",
      "usage record": "no",
    },
  },
  {
    id: "rate-limiter-flexible",
    packages: { "rate-limiter-flexible": "11.4.0" },
    does: {
      "looks up the key": "no",
      scopes: "no",
      windows: "2, each by itself",
      "exact over processes": "yes",
      durable: "yes",
      "usage record": "no",
    },
  },
  {
    id: "better-auth",
    // The plugin names the very versions of its fellows that npm would else take newer.
    packages: {
      "@better-auth/api-key": "1.7.5",
      "@better-auth/core": "1.7.5",
      "@better-auth/utils": "0.4.2",
      "better-auth": "1.7.5",
      "better-call": "1.4.0",
    },
    does: {
      "looks up the key": "yes",
      scopes: "yes",
      windows: "1, over after a pause",
      "exact over processes": "yes",
      durable: "yes",
      "usage record": "time of the last",
    },
  },
];

const folderOf = (id) => join(buildFolder, "bench-peers", id);

/** Loads a module that was installed for a peer. */
export function importOf(id, name) {
  const path = createRequire(join(folderOf(id), "package.json")).resolve(name);
  return import(pathToFileURL(path).href);
}

/** Answers the wanted peers that could be installed; without a network a peer is left out. */
export async function installPeers(isWanted) {
  const installed = [];
  for (const peer of PEERS) {
    if (!isWanted(peer.id) && !isWanted(`${peer.id}-one`)) continue;
    await step(peer.id, async () => {
      try {
        await installApart(folderOf(peer.id), peer.packages);
        installed.push({ ...peer, durable: peer.does.durable === "yes" });
        return "installed";
      } catch (error) {
        return `LEFT OUT, as it cannot be installed: ${reasonOf(error)}`;
      }
    });
  }
  return installed;
}

function reasonOf({ message }) {
  const [line = message] = /^npm (?:error|ERR!) (?!code).*$/m.exec(message) ?? [];
  return line.split("\n")[0];
}

/** Starts peers on a database of their own, which has the keys of the file for those that look them up. */
export async function launchPeers(peers, database, place, keys) {
  const ids = peers.map(({ id }) => id);
  if (ids.length === 0) return {};
  await ask(database.superuserUrl, (client) => client.query("CREATE DATABASE peers"));
  const url = database.superuserUrl.replace(/\/[^/]*$/, "/peers");
  const servers = {};
  for (const id of ids) {
    servers[id] = await launch(`peers/${id}.mjs`, { place, settings: { BENCH_PEERS_URL: url } });
  }
  if (ids.includes("better-auth")) {
    const plain = readFileSync(keys, "utf8").split("\n");
    await ask(url, (client) => seedBetterAuth(client, plain));
  }
  return servers;
}

async function ask(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const INSERT_KEYS = `
INSERT INTO apikey (id, "configId", name, "referenceId", key, enabled, "rateLimitEnabled",
  "rateLimitTimeWindow", "rateLimitMax", "requestCount", "createdAt", "updatedAt", permissions)
SELECT gen_random_uuid()::text, 'default', 'bench', 'bench',
  rtrim(translate(encode(sha256(convert_to(plain, 'UTF8')), 'base64'), '+/', '-_'), '='),
  true, true, 3600000, 2000000000, 0, now(), now(), '{"flows":["read"]}'
FROM unnest($1::text[]) AS plain`;

async function seedBetterAuth(client, keys) {
  for (let from = 0; from < keys.length; from += 5_000) {
    await client.query(INSERT_KEYS, [keys.slice(from, from + 5_000)]);
  }
  await client.query("VACUUM ANALYZE");
}

/** Prints what the measured peers do, and so what they leave out. */
export function printPeers(peers) {
  if (peers.length === 0) return;
  console.log("\nWhat the peers do of what the product does for each request:");
  console.table(Object.fromEntries(peers.map(({ id, does }) => [id, does])));
}
