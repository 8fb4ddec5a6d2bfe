import type { FlowExecution } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";

/** Rows as JSON by their ids. */
export type Rows = ReadonlyMap<string, string>;

export type RightsState = {
  runs: FlowExecution[];
  records: Rows;
  /** What production uses. */
  live: Rows;
};

export async function stateOf(organizationId: string): Promise<RightsState> {
  const where = { organizationId };
  const db = prisma();
  const records = await db.record.findMany({ where });
  const live = [
    ...(await db.flow.findMany({ where: { ...where, publishedVersion: { not: null } } })),
    ...(await db.flowVersion.findMany({ where })),
    ...(await db.prompt.findMany({ where })),
    ...(await db.capability.findMany({ where })),
    ...(await db.surface.findMany({ where })),
    ...(await db.surfaceItem.findMany({ where })),
    ...(await db.apiKey.findMany({ where })),
  ];
  const ofProduction = records.filter(({ environment }) => environment === "production");
  return {
    runs: await db.flowExecution.findMany({ where }),
    records: rowsOf(records),
    live: rowsOf([...ofProduction, ...live]),
  };
}

function rowsOf(rows: readonly { id: string }[]): Rows {
  return new Map(rows.map((row) => [row.id, JSON.stringify(row)]));
}
