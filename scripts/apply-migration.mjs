import { randomUUID } from "node:crypto";
import { Failure } from "./failure.mjs";
import { blockersOf } from "./migration-lock.mjs";

/** So long one try waits for a lock: anyone who comes after it waits as long. */
const LOCK_MILLISECONDS = 3_000;
const PAUSE = 1_000;
const LOOK = 500;
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Applies a migration in one transaction. What keeps it waiting is said, and in the end refused;
 * others get their turn between the tries.
 */
export async function applyMigration(client, observer, migration, { say, maxLockSeconds }) {
  const until = Date.now() + maxLockSeconds * 1_000;
  let blockers = "";
  const look = setInterval(async () => {
    const found = await blockersOf(observer, client.processID).catch(() => "");
    if (found && !blockers) say(`${migration.name} waits for ${found}`);
    blockers = found || blockers;
  }, LOOK);
  try {
    for (;;) {
      const error = await attempt(client, migration);
      if (!error) return;
      if (error.code !== LOCK_NOT_AVAILABLE) {
        throw new Failure(
          `The migration ${migration.name} failed and changed nothing: ${error.message}`,
        );
      }
      if (Date.now() > until) {
        throw new Failure(
          `The migration ${migration.name} waited ${maxLockSeconds} seconds and changed nothing: ${blockers || "another connection"} holds what it changes. Let that end, or end it with pg_terminate_backend, and start again.`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } finally {
    clearInterval(look);
  }
}

async function attempt(client, { name, sql, checksum }) {
  try {
    await client.query("BEGIN");
    await client.query(`SET LOCAL lock_timeout = ${LOCK_MILLISECONDS}`);
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, transaction_timestamp(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
    return undefined;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    return error;
  }
}
