import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../scripts/migrate.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";
import { ROLES } from "../../scripts/postgres-roles.mjs";

const FAST = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
};

/** One real PostgreSQL for the whole run, its database migrated once and copied by every file. */
export default async function startCluster(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "runtype-test-"));
  chmodSync(folder, 0o711);
  const server = await startPostgres({ folder: join(folder, "postgres"), settings: FAST });
  await migrate(server.ownerUrl, { application: server.url });
  await letWaitForDeadlocks(server.superuserUrl);
  const { url: application, ownerUrl: owner, superuserUrl: superuser } = server;
  project.provide("cluster", { application, owner, superuser });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Tests say which of two sessions gives way: the one right that the product does not have. */
async function letWaitForDeadlocks(address: string): Promise<void> {
  const client = new Client({ connectionString: address });
  await client.connect();
  await client.query(`GRANT SET ON PARAMETER deadlock_timeout TO ${ROLES.application}`);
  await client.end();
}
