import "server-only";
import type { Transaction } from "@/lib/db/prisma";
import type { Environment } from "@/lib/policy/roles";

type Place = { organizationId: string; environment: Environment; type: string; name: string };

/** Takes a record for a change: changes of one record follow one another. Its id, if it is there. */
export async function lockRecord(
  tx: Transaction,
  { organizationId, environment, type, name }: Place,
): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM records
    WHERE organization_id = ${organizationId} AND environment = ${environment}::environment
      AND type = ${type} AND name = ${name}
    FOR UPDATE`;
  return row?.id;
}
