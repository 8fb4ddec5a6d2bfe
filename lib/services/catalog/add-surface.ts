import "server-only";
import type { z } from "zod";
import type { createSurfaceContract } from "@/lib/contracts/surface";
import { newId } from "@/lib/core/ids";
import type { Transaction } from "@/lib/db/prisma";
import type { ProductPlace } from "./find";

type SurfaceFacts = Omit<z.output<typeof createSurfaceContract.input>, "id">;

/** A new surface of a product that is locked; answers its id. */
export async function addSurface(
  db: Transaction,
  place: ProductPlace,
  { config, behavior, ...columns }: SurfaceFacts,
): Promise<string> {
  const id = newId("surface");
  await db.surface.create({
    data: { id, ...place, ...columns, config: { ...config }, behavior: { ...behavior } },
  });
  return id;
}
