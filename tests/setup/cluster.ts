import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../../scripts/migrate.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";

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
  const { url: application, ownerUrl: owner, superuserUrl: superuser } = server;
  project.provide("cluster", { application, owner, superuser });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
