import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { deleteCapability } from "@/lib/services/capability/delete";
import { deleteProduct } from "@/lib/services/product/delete";
import { deleteSurface } from "@/lib/services/surface/delete";
import { deleteSurfaceItem } from "@/lib/services/surface-item/delete";
import { createPerson, type Person } from "@/tests/factories/people";
import { createSurfaceKey } from "@/tests/factories/surface";
import { surfaceWith } from "@/tests/support/surface-keys";

const decision = new Client({ connectionString: process.env.DATABASE_URL });
let person: Person;

beforeAll(async () => {
  person = await createPerson();
  await decision.connect();
  await decision.query("SET lock_timeout = '2s'");
});

afterAll(() => decision.end());

/** Two keys: the later one names the first capability, the earlier one the second, or the first too. */
async function scene(shared: boolean) {
  const { organizationId } = person.principal;
  const { surface, capabilities } = await surfaceWith(organizationId, "one", "two");
  const [one = "", two = ""] = capabilities;
  const keys = [await createSurfaceKey(surface), await createSurfaceKey(surface)];
  const [low = "", high = ""] = keys.map(({ id }) => id).sort();
  await grant(surface, high, one);
  await grant(surface, low, shared ? one : two);
  const { id: itemId } = await prisma().surfaceItem.findFirstOrThrow({
    where: { surfaceId: surface.surfaceId, capabilityId: one },
  });
  const place = { id: surface.productId };
  return { low, high, place, surfaceId: surface.surfaceId, capabilityId: one, itemId };
}

async function grant(
  { organizationId, surfaceId }: { organizationId: string; surfaceId: string },
  keyId: string,
  capabilityId: string,
): Promise<void> {
  await prisma().apiKey.update({ where: { id: keyId }, data: { scoped: true } });
  await prisma().keyCapability.create({
    data: { organizationId, surfaceId, keyId, capabilityId },
  });
}

async function someoneWaits(): Promise<void> {
  const blocked = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(async () => (await decision.query(blocked)).rowCount).toBe(1);
}

type Scene = Awaited<ReturnType<typeof scene>>;

type Caller = Parameters<typeof deleteProduct.perform>[0];
type Deletion = {
  what: string;
  shared: boolean;
  act: (caller: Caller, scene: Scene) => Promise<unknown>;
};

const deletions: Deletion[] = [
  {
    what: "a product",
    shared: false,
    act: (caller, { place }) => deleteProduct.perform(caller, () => place),
  },
  {
    what: "a surface",
    shared: false,
    act: (caller, { place, surfaceId }) =>
      deleteSurface.perform(caller, () => ({ ...place, surfaceId })),
  },
  {
    what: "a capability",
    shared: true,
    act: (caller, { place, capabilityId }) =>
      deleteCapability.perform(caller, () => ({ ...place, capabilityId })),
  },
  {
    what: "an endpoint",
    shared: true,
    act: (caller, { place, surfaceId, itemId }) =>
      deleteSurfaceItem.perform(caller, () => ({ ...place, surfaceId, itemId })),
  },
];

describe("while several keys are being decided on", () => {
  it.each(deletions)(
    "the deletion of $what waits for them and they never for it",
    async ({ shared, act }) => {
      const made = await scene(shared);
      const hold = "SELECT 1 FROM key_windows WHERE key_id = $1 FOR UPDATE";
      await decision.query("BEGIN");
      await decision.query(hold, [made.low]);
      const deleted = act({ principal: person.principal, requestId: newId("request") }, made);
      await someoneWaits();
      await decision.query(hold, [made.high]);
      await decision.query("COMMIT");
      await deleted;
    },
  );
});
