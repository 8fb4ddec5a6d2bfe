import type { QueryResultRow } from "pg";
import { newId } from "@/lib/core/ids";
import { issueSecret } from "@/lib/credentials/issue";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "@/tests/factories/surface";
import { type Backup, backUp, putBack } from "./backup";
import { MemoryStore, type ModelKey, type ModelWorld, type Offer, windowsAt } from "./memory-store";
import { asOwner } from "./roles";

/** When each world begins: soon before the end of an hour. */
const START = Date.parse("2027-03-01T10:59:20Z");

/** The key that may call the endpoint only while that is granted. */
const SCOPED = 2;

/** Puts a clock that stands still before PostgreSQL's own, for connections that are opened later. */
export async function holdClock(): Promise<void> {
  const database = new URL(env().DATABASE_URL).pathname.slice(1);
  await asOwner(`
    CREATE SCHEMA held;
    CREATE TABLE held.clock AS SELECT now() AS at;
    CREATE FUNCTION held.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT at FROM held.clock';
    CREATE FUNCTION held.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT held.now()';
    GRANT USAGE ON SCHEMA held TO PUBLIC;
    GRANT SELECT, UPDATE ON held.clock TO PUBLIC;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA held TO PUBLIC;
    ALTER DATABASE ${database} SET search_path = held, public, pg_catalog`);
}

/** Of a column (moments in seconds from now), of what the scoped key may call, or of the endpoint. */
export type Change = ColumnChange | { isGranted: boolean } | { isThere: boolean };

export type ColumnChange = {
  table: "api_keys" | "api_secrets" | keyof Offer;
  key: number;
  column: string;
  value: unknown;
};

type Saved = { rows: Backup; world: ModelWorld };

/** Two keys of the platform and two of a surface with an endpoint `hi`, in PostgreSQL and in memory. */
export class DecisionWorld {
  private saved: Saved;
  private changes = 0;
  private readonly clock = { now: START };
  /** Each is charged for itself. */
  readonly memories: readonly [MemoryStore, MemoryStore];

  private constructor(
    private readonly organizationId: string,
    private readonly first: Saved,
    /** The two of each key, as callers send them. */
    readonly secrets: readonly (readonly string[])[],
  ) {
    this.saved = first;
    this.memories = [
      new MemoryStore(first.world, this.clock),
      new MemoryStore(first.world, this.clock),
    ];
  }

  static async create(): Promise<DecisionWorld> {
    const organizationId = await createOrganization();
    const surface = await makeSurface({ organizationId });
    const offer = await makeOffer(surface, { organizationId, slug: "hi", published: [GREETING] });
    const keys = [
      await createKey({ organizationId, limitPerHour: 30 }),
      await createKey({ organizationId, limitPerHour: 20, allowedIps: ["10.0.0.0/8"] }),
      await createSurfaceKey(surface, { scopes: [offer.capabilityId], limitPerDay: 40 }),
      await createSurfaceKey(surface, { limitPerMinute: 20 }),
    ];
    const secrets = await Promise.all(
      keys.map(async (key) => [key.plaintext, await addSecret(key)]),
    );
    const world: ModelWorld = {
      keys: await Promise.all(keys.map(({ id }) => readKey(id))),
      offer: {
        surfaces: await readRow("surfaces", surface.surfaceId),
        surface_items: await readRow("surface_items", offer.itemId),
        capabilities: await readRow("capabilities", offer.capabilityId),
        flows: await readRow("flows", offer.flowId),
      },
      offered: "first",
      isThere: true,
      isGranted: true,
    };
    return new DecisionWorld(
      organizationId,
      { rows: await backUp(organizationId), world },
      secrets,
    );
  }

  /** All is as it was made; processes go on with what they remember. */
  async begin(): Promise<void> {
    this.saved = this.first;
    await this.restore();
    await this.passTime((START - this.clock.now) / 1_000);
  }

  /** A store like the first in memory, to ask what it would say. */
  copy(): MemoryStore {
    return new MemoryStore(structuredClone(this.memories[0].world), this.clock);
  }

  async passTime(seconds: number): Promise<void> {
    this.clock.now += seconds * 1_000;
    await pool().query("UPDATE held.clock SET at = $1", [new Date(this.clock.now)]);
  }

  async change(asked: Change): Promise<void> {
    const change = inTime(asked, this.clock.now);
    const [sql, values] = statementOf(this.memories[0].world, change);
    const { rowCount } = await pool().query(sql, values);
    if (!rowCount) return;
    this.changes += 1;
    for (const { world } of this.memories) note(world, change, `change ${this.changes}`);
  }

  /** What each key has used of the windows that are open, as PostgreSQL says. */
  setWindows(used: readonly (readonly number[])[], asked: readonly number[]): void {
    for (const { world } of this.memories)
      for (const [index, key] of world.keys.entries()) {
        key.windows = windowsAt(this.clock.now, used[index] ?? []);
        key.asked += asked[index] ?? 0;
      }
  }

  async save(): Promise<void> {
    const rows = await backUp(this.organizationId);
    this.saved = { rows, world: structuredClone(this.memories[0].world) };
  }

  /** All is as it was saved, or made; time does not go back. */
  async restore(): Promise<void> {
    await putBack(this.saved.rows);
    for (const memory of this.memories) memory.world = structuredClone(this.saved.world);
  }
}

function inTime(change: Change, now: number): Change {
  if (!("column" in change) || !change.column.endsWith("_at")) return change;
  const { value } = change;
  return { ...change, value: typeof value === "number" ? new Date(now + value * 1_000) : value };
}

const GRANT = `
INSERT INTO key_capabilities (organization_id, surface_id, key_id, capability_id)
SELECT organization_id, surface_id, $1, capability_id FROM surface_items WHERE id = $2
ON CONFLICT DO NOTHING`;
const TAKE = "DELETE FROM key_capabilities USING surface_items i WHERE key_id = $1 AND i.id = $2";
const ADD = `
INSERT INTO surface_items SELECT * FROM jsonb_populate_record(NULL::surface_items, $1)
ON CONFLICT DO NOTHING`;
const DELETE = "DELETE FROM surface_items WHERE id = $1";

function statementOf(world: ModelWorld, change: Change): [sql: string, values: unknown[]] {
  const item = world.offer.surface_items;
  if ("isThere" in change)
    return change.isThere ? [ADD, [JSON.stringify(item)]] : [DELETE, [item.id]];
  if ("isGranted" in change)
    return [change.isGranted ? GRANT : TAKE, [keyOf(world, SCOPED).row.id, item.id]];
  const { table, column, value } = change;
  return [`UPDATE ${table} SET ${column} = $1 WHERE id = $2`, [value, rowOf(world, change).id]];
}

/** Makes a change in memory as PostgreSQL made it. */
function note(world: ModelWorld, change: Change, revision: string): void {
  if ("isThere" in change) {
    // What was granted goes with the endpoint, and changes no key.
    Object.assign(world, change, { isGranted: false, offered: revision });
  } else if ("isGranted" in change) {
    const { row } = Object.assign(keyOf(world, SCOPED), { revision });
    row.revision += 1;
    world.isGranted = change.isGranted;
  } else {
    const { table, column, value } = change;
    const row = rowOf(world, change);
    Object.assign(row, { [column]: value });
    if ("revision" in row && table !== "flows") row.revision += 1;
    if (table.startsWith("api_")) keyOf(world, change.key).revision = revision;
    else world.offered = revision;
  }
}

function keyOf({ keys }: ModelWorld, index: number): ModelKey {
  const key = keys[index];
  if (!key) throw new Error(`there is no key ${index}`);
  return key;
}

function rowOf(world: ModelWorld, { table, key }: ColumnChange) {
  const { row, secrets } = keyOf(world, key);
  if (table === "api_keys") return row;
  return table === "api_secrets" ? secrets[1] : world.offer[table];
}

async function readRow<Row extends QueryResultRow>(table: string, id: string): Promise<Row> {
  const { rows } = await pool().query<Row>(`SELECT * FROM ${table} WHERE id = $1`, [id]);
  const [row] = rows;
  if (!row) throw new Error(`${id} is not in ${table}`);
  return row;
}

async function readKey(id: string): Promise<ModelKey> {
  const { rows } = await pool().query<ModelKey["secrets"][number]>(
    `SELECT id, encode(hash, 'hex') AS hash, pepper_version, retire_at FROM api_secrets
     WHERE key_id = $1 ORDER BY id`,
    [id],
  );
  const [first, second] = rows;
  if (!first || !second) throw new Error("two secrets are needed");
  const row = await readRow<ModelKey["row"]>("api_keys", id);
  return { row, secrets: [first, second], windows: [], asked: 0, revision: "first" };
}

async function addSecret({ id, organizationId }: CreatedKey): Promise<string> {
  const { plaintext, ...stored } = issueSecret("rt_live_", env().RUNTYPE_KEY_PEPPERS);
  const secret = { id: newId("secret"), organizationId, keyId: id };
  await prisma().apiSecret.create({ data: { ...stored, ...secret } });
  return plaintext;
}
