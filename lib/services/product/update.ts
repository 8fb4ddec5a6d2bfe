import "server-only";
import { storedObject } from "@/lib/contracts/json-field";
import { parseInput } from "@/lib/contracts/parse-input";
import { getProductContract, updateProductContract } from "@/lib/contracts/product";
import { settingsField } from "@/lib/contracts/product-fields";
import { deepMerge } from "@/lib/core/merge";
import { databaseNow } from "@/lib/db/database-now";
import { orRefuse } from "@/lib/db/refused-write";
import { readProduct, viewProductSettings } from "@/lib/services/catalog/product-view";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { changesOf, isNothing } from "@/lib/services/changes-of";
import { slugInUse } from "@/lib/services/product/slug-in-use";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const updateProduct = defineWrite(
  updateProductContract,
  async ({ principal, input, db, precondition }) => {
    const { id, canvas, spec, revision, ...asked } = input;
    await takeProduct(db, principal, id);
    const current = await db.product.findUniqueOrThrow({ where: { id } });
    assertUnchanged(current.revision, { revision, precondition }, "product");
    const changes = changesOf(current, {
      ...asked,
      canvas: canvas && merged(current.canvas, canvas),
      spec: spec && merged(current.spec, spec),
    });
    if (isNothing(changes)) {
      return { output: viewProductSettings(current), audit: NOTHING_CHANGED };
    }
    const row = await orRefuse(
      db.product.update({ where: { id }, data: { ...changes, updatedAt: await databaseNow(db) } }),
      { duplicate: slugInUse() },
    );
    return {
      output: viewProductSettings(row),
      audit: { target: { type: "product", id }, metadata: { changed: Object.keys(changes) } },
    };
  },
  async ({ db, principal, input }) =>
    getProductContract.output.parse(await readProduct(db, principal, input.id)),
);

/** Merged settings are held to the same size as those that are given. */
function merged(stored: unknown, changes: Record<string, unknown>) {
  return parseInput(settingsField, deepMerge({ ...storedObject.parse(stored) }, changes));
}
