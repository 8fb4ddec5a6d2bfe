import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import { createOrganization } from "@/tests/factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "@/tests/factories/surface";
import { READ_AND_CHARGE_CALLS } from "./statements";

const owner = new Client({ connectionString: process.env.RUNTYPE_MIGRATION_DATABASE_URL });

beforeAll(() => owner.connect());

afterAll(() => owner.end());

/** What has no trigger for a change: it is made and dropped alone. */
const NEVER_UPDATED = ["key_capabilities"];

describe("every column that is read for a snapshot", () => {
  it("gives another revision to what it belongs to when it changes", async () => {
    const organizationId = await createOrganization();
    const surface = await makeSurface({ organizationId });
    const { capabilityId } = await makeOffer(surface, { organizationId, slug: "hi" });
    await prisma().capabilityCost.create({
      data: { organizationId, capabilityId, validFrom: new Date(), unitCost: 1n },
    });
    const key = await createSurfaceKey(surface);
    const plan = await owner.query(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${READ_AND_CHARGE_CALLS}`);
    const names = JSON.stringify(plan.rows).matchAll(/"Relation Name":"(\w+)"/g);
    const planId = await makePlan({ organizationId });
    const customerId = await makeCustomer({ organizationId, planId }, [key]);
    const counters = ["key_windows", "customer_windows", "usage_journal"];
    const own = [...counters, "offer_revisions", ...NEVER_UPDATED];
    const tables = [...new Set([...names].map(([, name = ""]) => name))].filter(
      (name) => !own.includes(name),
    );
    expect(tables.toSorted()).toEqual([
      "api_keys",
      "api_secrets",
      "capabilities",
      "capability_costs",
      "customers",
      "flows",
      "organizations",
      "plans",
      "surface_items",
      "surfaces",
    ]);
    const offered = `revision FROM offer_revisions WHERE organization_id = '${organizationId}'`;
    const ofKey = `revision FROM key_windows WHERE key_id = '${key.id}'`;
    const revisions: Record<string, string> = {
      api_keys: ofKey,
      api_secrets: ofKey,
      customers: `revision FROM customer_windows WHERE customer_id = '${customerId}'`,
      plans: `state AS revision FROM plans WHERE id = '${planId}'`,
    };
    const revision = async (table: string) => {
      const { rows } = await owner.query(`SELECT ${revisions[table] ?? offered}`);
      return rows[0].revision;
    };
    const row: Record<string, string> = {
      api_keys: `id = '${key.id}'`,
      api_secrets: `key_id = '${key.id}'`,
      surfaces: `id = '${surface.surfaceId}'`,
      organizations: `id = '${organizationId}'`,
    };
    const unwatched: string[] = [];
    for (const table of tables) {
      const { rows } = await owner.query(
        `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0
          AND NOT attisdropped AND attgenerated = ''`,
        [table],
      );
      for (const { name } of rows) {
        const before = await revision(table);
        const where = row[table] ?? `organization_id = '${organizationId}'`;
        await owner.query(`UPDATE ${table} SET "${name}" = "${name}" WHERE ${where}`);
        if ((await revision(table)) === before) unwatched.push(`${table}.${name}`);
      }
    }
    expect(unwatched).toEqual([]);
  });
});
