import "server-only";
import { hashSecret, mintingPepper } from "@/lib/credentials/hash-secret";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { Decider } from "./decider";
import { PostgresStore } from "./postgres-store";
import type { KeySnapshot } from "./verdict";

declare global {
  var runtypeDecisions: Decider | undefined;
}

/** What decides in this process. */
export function decisions(): Decider {
  globalThis.runtypeDecisions ??= openDecisions();
  return globalThis.runtypeDecisions;
}

/** A decider of its own: the one place that says where its keys and windows are kept. */
export function openDecisions(
  url = env().DATABASE_URL,
  durability = env().RUNTYPE_DURABILITY,
  maxSnapshots = env().RUNTYPE_SNAPSHOTS,
): Decider {
  return new Decider(new PostgresStore(url, durability), maxSnapshots);
}

const REHASH = `
UPDATE api_secrets SET hash = $1, pepper_version = $2 WHERE id = $3 AND pepper_version < $2`;

/** Moves a secret that was found under an older pepper to the newest one, behind the request. */
export function rehashIfStale(key: KeySnapshot, plaintext: string): void {
  const newest = mintingPepper(env().RUNTYPE_KEY_PEPPERS);
  if (key.pepperVersion >= newest.version) return;
  const hash = Buffer.from(hashSecret(plaintext, newest.secret));
  pool()
    .query(REHASH, [hash, newest.version, key.secretId])
    .catch((error: unknown) => log().warn({ error }, "secret not rehashed"));
}
