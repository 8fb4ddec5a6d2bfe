import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";

type Table = "records" | "prompts" | "organization_secrets";

/** Takes a row for a change: changes of one row follow one another. */
export async function lockContent(
  tx: Transaction,
  table: Table,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM ${Prisma.raw(table)}
    WHERE organization_id = ${organizationId} AND id = ${id} FOR UPDATE`;
}
