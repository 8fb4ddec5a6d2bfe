import "server-only";
import { listExecutionsContract } from "@/lib/contracts/execution";
import { omitUndefined } from "@/lib/core/omit-undefined";
import { readCursor, toPage } from "@/lib/db/keyset";
import { namesOf } from "@/lib/services/execution/names";
import { seenEnvironment } from "@/lib/services/execution/seen-environment";
import { UNLISTED, viewExecution } from "@/lib/services/execution/view";
import { defineRead } from "@/lib/services/verb";

export const listExecutions = defineRead(
  listExecutionsContract,
  async ({ principal, input, db }) => {
    const { organizationId } = principal;
    const { limit, cursor, environment: asked, ...filters } = input;
    const place = readCursor(cursor, "execution");
    const at = place && new Date(place.at);
    const environment = seenEnvironment(principal, asked);
    const found = await db.flowExecution.findMany({
      where: {
        organizationId,
        ...omitUndefined(filters),
        ...(environment && { environment }),
        ...(place && {
          startedAt: { lte: at },
          OR: [{ startedAt: { lt: at } }, { id: { gt: place.id } }],
        }),
      },
      orderBy: [{ startedAt: "desc" }, { id: "asc" }],
      take: limit + 1,
      omit: UNLISTED,
    });
    const { rows, pagination } = toPage(found, limit, ({ startedAt, id }) => ({
      at: startedAt.getTime(),
      id,
    }));
    const names = await namesOf(db, organizationId, rows);
    return { data: rows.map((row) => viewExecution(row, names, principal)), pagination };
  },
);
