import { Client } from "pg";
import { expect, it } from "vitest";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { makeOffer, makeSurface } from "@/tests/factories/surface";
import { send } from "@/tests/support/api";
import { ORIGIN } from "@/tests/support/contract-requests";
import { eventually } from "@/tests/support/traffic";

const WAITING = `
SELECT count(*)::int AS waiting FROM pg_locks
WHERE NOT granted AND relation = 'capabilities'::regclass`;

/** A statement that waits for the table looks when it continues: the item itself is gone then. */
it.each([
  ["", 200],
  ["/surfaces", 200],
  ["/surfaces/{surface}", 200],
  ["/surfaces/{surface}/items", 200],
  ["/surfaces/{surface}/items/{item}", 404],
  ["/surfaces/{surface}/openapi.json", 200],
])(
  "a read of /v1/products/{product}%s is whole, whatever is deleted meanwhile",
  async (path, status) => {
    const organizationId = await createOrganization();
    const { headers } = await createKey({ organizationId });
    const surface = await makeSurface({ organizationId });
    const { capabilityId, itemId } = await makeOffer(surface, { organizationId, slug: "greet" });
    const place = path.replace("{surface}", surface.surfaceId).replace("{item}", itemId);
    const owner = new Client({ connectionString: process.env.RUNTYPE_MIGRATION_DATABASE_URL });
    await owner.connect();
    await owner.query("BEGIN");
    await owner.query("LOCK TABLE capabilities IN ACCESS EXCLUSIVE MODE");
    const reading = send(
      new Request(`${ORIGIN}/v1/products/${surface.productId}${place}`, { headers }),
    );
    await eventually(async () => {
      const { rows } = await owner.query(WAITING);
      return rows[0].waiting > 0 ? true : undefined;
    });
    await owner.query("DELETE FROM surface_items WHERE capability_id = $1", [capabilityId]);
    await owner.query("DELETE FROM capabilities WHERE id = $1", [capabilityId]);
    await owner.query("COMMIT");
    await owner.end();
    expect((await reading).status).toBe(status);
  },
);
