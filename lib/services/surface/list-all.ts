import "server-only";
import { listAllSurfacesContract } from "@/lib/contracts/surface";
import { given } from "@/lib/core/given";
import {
  holding,
  NEWEST_FIRST,
  olderThan,
  placeByCreation,
  readCursor,
  toPage,
} from "@/lib/db/keyset";
import { viewSurfaceFacts } from "@/lib/services/catalog/surface-view";
import { defineRead } from "@/lib/services/verb";

export const listAllSurfaces = defineRead(
  listAllSurfacesContract,
  async ({ principal, input, db }) => {
    const { limit, cursor, search, ...filters } = input;
    const found = await db.surface.findMany({
      where: {
        organizationId: principal.organizationId,
        ...given(filters),
        ...(search && { name: holding(search) }),
        AND: [olderThan(readCursor(cursor, "surface"))],
      },
      orderBy: [...NEWEST_FIRST],
      take: limit + 1,
    });
    const { rows, pagination } = toPage(found, limit, placeByCreation);
    return { data: rows.map(viewSurfaceFacts), pagination };
  },
);
