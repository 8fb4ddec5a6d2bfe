import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { pool } from "@/lib/db/pool";
import { openDecisions } from "@/lib/decisions/decisions";
import { env } from "@/lib/env";
import { deleteCapability } from "@/lib/services/capability/writes";
import { deleteProduct } from "@/lib/services/product/writes";
import { deleteSurfaceItem } from "@/lib/services/surface-item/writes";
import { call, states } from "@/tests/factories/decision";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization, createPerson, type Person } from "@/tests/factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "@/tests/factories/surface";
import { deleteSurface } from "./writes";

const KEYS = 2_000;

const other = new Client({ connectionString: env().RUNTYPE_MIGRATION_DATABASE_URL });
const store = openDecisions();
let person: Person;
let stranger: CreatedKey;

beforeAll(async () => {
  person = await createPerson();
  stranger = await createKey({ organizationId: await createOrganization() });
  await other.connect();
});

afterAll(async () => {
  await other.end();
  await store.close();
});

/** A surface with thousands of keys, each scoped to its only capability; two of them can be called with. */
async function scene() {
  const { organizationId } = person.principal;
  const surface = await makeSurface({ organizationId });
  const { productId, surfaceId } = surface;
  const { capabilityId, itemId } = await makeOffer(surface, { organizationId, slug: "one" });
  const scopes = [capabilityId];
  const doomed = [
    await createSurfaceKey(surface, { scopes }),
    await createSurfaceKey(surface, { scopes }),
  ];
  await pool().query(
    `INSERT INTO api_keys (id, organization_id, kind, name, environment, product_id, surface_id, scoped)
     SELECT $3 || '_' || n, $1, 'surface', 'Many', 'production', $2, $3, true
     FROM generate_series(1, $4::int) AS n`,
    [organizationId, productId, surfaceId, KEYS],
  );
  await pool().query(
    `INSERT INTO key_capabilities (organization_id, surface_id, key_id, capability_id)
     SELECT organization_id, surface_id, id, $2 FROM api_keys WHERE surface_id = $1 AND name = 'Many'`,
    [surfaceId, capabilityId],
  );
  return { id: productId, surfaceId, capabilityId, itemId, doomed };
}

type Scene = Awaited<ReturnType<typeof scene>>;
type Deletion = { what: string; act: (scene: Scene) => Promise<unknown>; revokes: boolean };

function caller() {
  return { principal: person.principal, requestId: newId("request") };
}

const deletions: Deletion[] = [
  {
    what: "a product",
    act: ({ id }) => deleteProduct.perform(caller(), () => ({ id })),
    revokes: true,
  },
  {
    what: "a surface",
    act: ({ id, surfaceId }) => deleteSurface.perform(caller(), () => ({ id, surfaceId })),
    revokes: true,
  },
  {
    what: "a capability",
    act: ({ id, capabilityId }) => deleteCapability.perform(caller(), () => ({ id, capabilityId })),
    revokes: false,
  },
  {
    what: "an endpoint",
    act: ({ id, surfaceId, itemId }) =>
      deleteSurfaceItem.perform(caller(), () => ({ id, surfaceId, itemId })),
    revokes: false,
  },
];

async function someoneWaits(): Promise<void> {
  // What one role waits for, another one sees in the locks alone.
  const blocked = `SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND pid IN (
    SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database
    WHERE datname = current_database())`;
  const waiting = async () => (await other.query(blocked)).rowCount;
  await expect.poll(waiting).toBe(1);
}

/** One batch of requests with keys that go and with one that has nothing to do with them. */
async function decided({ doomed }: Scene) {
  const keys = [...doomed, stranger];
  return states(await Promise.all(keys.map(({ plaintext }) => call(store, plaintext))));
}

async function keysOf({ surfaceId }: Scene, condition: string): Promise<number> {
  const text = `SELECT count(*)::int AS n FROM (SELECT 1 FROM api_keys k
    JOIN key_windows w ON w.key_id = k.id WHERE surface_id = $1 AND ${condition}) found`;
  return (await other.query(text, [surfaceId])).rows[0].n;
}

describe.each(deletions)("the deletion of $what with thousands of keys", ({ act, revokes }) => {
  it("holds up no decision while it is not committed", async () => {
    const made = await scene();
    await other.query("BEGIN");
    // What comes last in the transaction: all else is done, and held, when it waits here.
    await other.query("LOCK TABLE audit_entries IN SHARE MODE");
    const deleted = act(made);
    await someoneWaits();
    expect(await decided(made)).toEqual({ accepted: 3 });
    expect(await keysOf(made, "true FOR UPDATE OF w SKIP LOCKED")).toBe(KEYS + 2);
    await other.query("COMMIT");
    await deleted;
    expect(await decided(made)).toEqual(revokes ? { revoked: 2, accepted: 1 } : { accepted: 3 });
    expect(await keysOf(made, "revoked_at IS NULL")).toBe(revokes ? 0 : KEYS + 2);
  });
});

describe.each(deletions.filter(({ revokes }) => revokes))("the deletion of $what", ({ act }) => {
  it("revokes its keys few at a time, after those that are being decided on", async () => {
    const made = await scene();
    await other.query("BEGIN");
    await other.query(
      `SELECT 1 FROM key_windows WHERE key_id =
         (SELECT max(id) FROM api_keys WHERE surface_id = $1) FOR UPDATE`,
      [made.surfaceId],
    );
    const deleted = act(made);
    await someoneWaits();
    expect(await keysOf(made, "revoked_at IS NULL")).toBeLessThanOrEqual(100);
    const free = await keysOf(made, "true FOR UPDATE OF w SKIP LOCKED");
    expect(free).toBeGreaterThanOrEqual(KEYS + 2 - 100);
    await other.query("COMMIT");
    await deleted;
    expect(await keysOf(made, "revoked_at IS NULL")).toBe(0);
  });
});
