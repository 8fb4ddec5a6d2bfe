import type { ModelKey, ModelWorld, Offer } from "./model-world";
import { at } from "./shared-world";

/** The key that may call the endpoint only while that is granted. */
const SCOPED = 2;

/** Of a column (moments in seconds from now, others by their position), of what the scoped key may call, or of the endpoint. */
export type Change = ColumnChange | { isGranted: boolean } | { isThere: boolean };

export type ColumnChange = {
  table: "api_keys" | "api_secrets" | "customers" | "plans" | keyof Offer;
  /** The position of the key, or the customer or plan, which begin again after the last. */
  key: number;
  column: string;
  value: unknown;
};

/** A change with the moment or the id that it means. */
export function meantBy(world: ModelWorld, change: Change, now: number): Change {
  if (!("column" in change) || typeof change.value !== "number") return change;
  const { column, value: number } = change;
  if (column.endsWith("_at")) return { ...change, value: new Date(now + number * 1_000) };
  if (!column.endsWith("_id")) return change;
  const rows = column === "plan_id" ? world.plans : world.customers;
  return { ...change, value: at<{ row: { id: string } }>(rows, number).row.id };
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

export function statementOf(world: ModelWorld, change: Change): [sql: string, values: unknown[]] {
  const item = world.offer.surface_items;
  if ("isThere" in change)
    return change.isThere ? [ADD, [JSON.stringify(item)]] : [DELETE, [item.id]];
  if ("isGranted" in change)
    return [change.isGranted ? GRANT : TAKE, [keyOf(world, SCOPED).row.id, item.id]];
  const { table, column, value } = change;
  return [`UPDATE ${table} SET ${column} = $1 WHERE id = $2`, [value, rowOf(world, change).id]];
}

/** Makes a change in memory as PostgreSQL made it. */
export function note(world: ModelWorld, change: Change, revision: string): void {
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
    if (table === "customers") at(world.customers, change.key).revision = revision;
    else if (table === "plans") at(world.plans, change.key).state = revision;
    else if (table.startsWith("api_")) keyOf(world, change.key).revision = revision;
    else world.offered = revision;
  }
}

function keyOf({ keys }: ModelWorld, index: number): ModelKey {
  return at(keys, index);
}

function rowOf(world: ModelWorld, { table, key }: ColumnChange) {
  if (table === "customers") return at(world.customers, key).row;
  if (table === "plans") return at(world.plans, key).row;
  const { row, secrets } = keyOf(world, key);
  if (table === "api_keys") return row;
  return table === "api_secrets" ? secrets[1] : world.offer[table];
}
