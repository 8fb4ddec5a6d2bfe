import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { freePort } from "../../scripts/free-port.mjs";
import { giveTo } from "../../scripts/postgres-place.mjs";
import { FlakyNetwork } from "./flaky-network";
import { type Cluster, controlCluster } from "./own-database";
import { runAt } from "./roles";
import { eventually } from "./traffic";

export type Replica = {
  cluster: Cluster;
  /** The wire by which it follows the first. */
  link: FlakyNetwork;
  /** Makes it the one that is written to; resolves when it can be. */
  promote: () => Promise<void>;
  remove: () => Promise<void>;
};

const NAME = "replica";

/** What each cluster has for itself, or the copy would take from the other. */
const OWN = ["postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot"];

/** Makes a copy that follows a cluster, which from then on waits for it with each commit. */
export async function createReplica(first: Cluster): Promise<Replica> {
  const port = await freePort();
  const folder = join(dirname(first.folder), `replica-${port}`);
  const superuserUrl = new URL(first.superuserUrl);
  superuserUrl.port = String(port);
  const cluster = { ...first, folder, superuserUrl: superuserUrl.href };
  const link = new FlakyNetwork(first.superuserUrl);
  const { port: through } = new URL(await link.open());
  const { username, password } = superuserUrl;

  await copy(first, folder);
  writeOwn(cluster, "standby.signal", "");
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    timezone: "UTC",
    primary_conninfo: `host=127.0.0.1 port=${through} user=${username} password=${password} application_name=${NAME}`,
    primary_slot_name: NAME,
    synchronous_standby_names: "",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  appendFileSync(join(folder, "postgresql.auto.conf"), lines.join(""));
  await controlCluster(cluster, "start", "-l", join(folder, "log"));

  await runAt(first.superuserUrl, `ALTER SYSTEM SET synchronous_standby_names = '${NAME}'`);
  await runAt(first.superuserUrl, "SELECT pg_reload_conf()");
  await eventually(async () => {
    const isFollowed = "SELECT FROM pg_stat_replication WHERE sync_state = 'sync'";
    return (await runAt(first.superuserUrl, isFollowed)).rowCount || undefined;
  });
  return {
    cluster,
    link,
    promote: async () => {
      await runAt(cluster.superuserUrl, "SELECT pg_promote()");
    },
    remove: async () => {
      await link.close();
      // One that was killed, having taken another's place, cannot be stopped.
      await controlCluster(cluster, "stop", "-m", "immediate").catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Copies the files of a cluster while it runs, with what tells the copy where to begin. */
async function copy({ superuserUrl, folder: from, ...cluster }: Cluster, folder: string) {
  const client = new Client({ connectionString: superuserUrl });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("SELECT pg_create_physical_replication_slot($1, true)", [NAME]);
  await client.query("SELECT pg_backup_start($1, true)", [NAME]);
  const copied = spawnSync("cp", ["-a", from, folder], { encoding: "utf8" });
  if (copied.status !== 0) throw new Error(copied.stderr);
  const { rows } = await client.query("SELECT labelfile FROM pg_backup_stop(false)");
  await client.end();
  for (const name of OWN) rmSync(join(folder, name), { recursive: true, force: true });
  for (const name of ["pg_wal", "pg_replslot"]) {
    mkdirSync(join(folder, name), { mode: 0o700 });
    giveTo(join(folder, name), cluster.identity);
  }
  writeOwn({ ...cluster, folder }, "backup_label", rows[0].labelfile);
}

function writeOwn({ folder, identity }: Omit<Cluster, "superuserUrl">, name: string, text: string) {
  writeFileSync(join(folder, name), text, { mode: 0o600 });
  giveTo(join(folder, name), identity);
}
