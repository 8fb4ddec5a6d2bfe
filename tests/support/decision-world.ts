import type { QueryResultRow } from "pg";
import { newId } from "@/lib/core/ids";
import { WINDOW_NAMES } from "@/lib/core/windows";
import { issueSecret } from "@/lib/credentials/issue";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "@/tests/factories/surface";
import { type Backup, backUp, putBack } from "./backup";
import { MemoryStore } from "./memory-store";
import {
  type ModelCustomer,
  type ModelKey,
  type ModelPlan,
  type ModelWorld,
  monthAt,
  usedAt,
  windowsAt,
} from "./model-world";
import { asOwner } from "./roles";
import { usedBy } from "./shared-world";
import { type Change, meantBy, note, statementOf } from "./world-changes";

/** When each world begins: soon before the end of an hour. */
const START = Date.parse("2027-03-01T10:59:20Z");

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

/** Sets the clock of {@link holdClock}. */
export async function setClock(instant: number | string): Promise<void> {
  await pool().query("UPDATE held.clock SET at = $1", [new Date(instant)]);
}

type Used = readonly (readonly number[])[];

type Saved = { rows: Backup; world: ModelWorld };

/**
 * Two keys of the platform and two of a surface with an endpoint `hi`, two customers, who hold all of them
 * but the first, and two plans: in PostgreSQL and in memory.
 */
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
    const plans = [
      await makePlan({ organizationId, limitPerHour: 40, unitsPerMonth: 12n }),
      await makePlan({ organizationId, limitPerMinute: 10, unitsPerMonth: 9n }),
    ];
    const [planId, otherPlanId] = plans;
    const other = { planId: otherPlanId, limitPerDay: 20 };
    const customers = [
      await makeCustomer({ organizationId, planId }, keys.slice(1, 3)),
      await makeCustomer({ organizationId, ...other }, keys.slice(3)),
    ];
    const world: ModelWorld = {
      customers: await Promise.all(customers.map(readCustomer)),
      plans: await Promise.all(plans.map(readPlan)),
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
    await setClock(this.clock.now);
  }

  async change(asked: Change): Promise<void> {
    const [{ world: first }] = this.memories;
    const change = meantBy(first, asked, this.clock.now);
    const [sql, values] = statementOf(first, change);
    const { rowCount } = await pool().query(sql, values);
    if (!rowCount) return;
    this.changes += 1;
    for (const { world } of this.memories) note(world, change, `change ${this.changes}`);
  }

  /** What each key and customer has used of the windows that are open, as PostgreSQL says. */
  setWindows(used: Used, asked: readonly number[], ofCustomers: Used): void {
    const { now } = this.clock;
    for (const { world } of this.memories) {
      for (const [index, key] of world.keys.entries()) {
        key.windows = windowsAt(now, used[index] ?? []);
        key.asked += asked[index] ?? 0;
      }
      for (const [index, customer] of world.customers.entries()) {
        const { length } = WINDOW_NAMES;
        const counted = ofCustomers[index] ?? [];
        customer.windows = windowsAt(now, counted.slice(0, length));
        customer.month = monthAt(now, counted[length] ?? 0);
      }
    }
  }

  /** What each customer has used of the windows and the month that are open: in memory, and in PostgreSQL. */
  async usedByCustomers(): Promise<[Used, ...Used[]]> {
    const { now } = this.clock;
    const used = ({ windows, month }: Pick<ModelCustomer, "windows" | "month">) => [
      ...usedAt(windows, now),
      month.bucket === monthAt(now, 0).bucket ? month.used : 0,
    ];
    const [first, second] = this.memories.map(({ world }) => world.customers);
    const stored = await Promise.all(
      this.first.world.customers.map(({ row: { id } }) => readUsed(id)),
    );
    return [stored.map(used), (first ?? []).map(used), (second ?? []).map(used)];
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

async function readRow<Row extends QueryResultRow>(table: string, id: string): Promise<Row> {
  const { rows } = await pool().query<Row>(`SELECT * FROM ${table} WHERE id = $1`, [id]);
  const [row] = rows;
  if (!row) throw new Error(`${id} is not in ${table}`);
  return row;
}

/** Numbers of the database, which come as texts. */
function counted<Row extends { units_per_month: number | null }>(row: Row): Row {
  const { units_per_month: units } = row;
  return { ...row, units_per_month: units === null ? null : Number(units) };
}

async function readPlan(id: string): Promise<ModelPlan> {
  const row = await readRow<ModelPlan["row"]>("plans", id);
  return { row: counted(row), state: "first" };
}

async function readCustomer(id: string): Promise<ModelCustomer> {
  const row = await readRow<ModelCustomer["row"]>("customers", id);
  return { row: counted(row), windows: [], month: monthAt(START, 0), revision: "first" };
}

async function readUsed(customerId: string): Promise<Pick<ModelCustomer, "windows" | "month">> {
  const row = await usedBy(customerId);
  return {
    windows: WINDOW_NAMES.map((name) => ({
      bucket: row[`${name}Bucket`],
      used: row[`${name}Used`],
    })),
    month: { bucket: row.monthBucket, used: Number(row.monthUnits) },
  };
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
