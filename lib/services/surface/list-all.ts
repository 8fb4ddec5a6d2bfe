import "server-only";
import { listAllSurfacesContract } from "@/lib/contracts/surface";
import { omitUndefined } from "@/lib/core/omit-undefined";
import { readPage, searching } from "@/lib/db/keyset";
import { viewSurfaceFacts } from "@/lib/services/catalog/surface-view";
import { defineRead } from "@/lib/services/verb";

export const listAllSurfaces = defineRead(
  listAllSurfacesContract,
  async ({ principal, input, db }) => {
    const { limit, cursor, search, ...filters } = input;
    const { organizationId } = principal;
    const { rows, pagination } = await readPage({ limit, cursor }, "surface", (query) => {
      const { after, ...page } = query;
      const AND = [after, searching(search)];
      return db.surface.findMany({
        where: { organizationId, ...omitUndefined(filters), AND },
        ...page,
      });
    });
    return { data: rows.map(viewSurfaceFacts), pagination };
  },
);
