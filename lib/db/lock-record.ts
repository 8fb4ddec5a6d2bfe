import "server-only";
import type { Transaction } from "@/lib/db/prisma";
import type { Environment } from "@/lib/policy/roles";

type Place = { organizationId: string; environment: Environment; type: string; name: string };

type Locked = { id: string; metadata: unknown; now: Date };

/** Takes a record, if it is there, for a change at the database's `now`: changes follow one another. */
export async function lockRecord(
  tx: Transaction,
  { organizationId, environment, type, name }: Place,
): Promise<Locked | undefined> {
  const [row] = await tx.$queryRaw<Locked[]>`
    SELECT id, metadata, clock_timestamp() AS now FROM records
    WHERE organization_id = ${organizationId} AND environment = ${environment}::environment
      AND type = ${type} AND name = ${name}
    FOR UPDATE`;
  return row;
}
