import "server-only";
import { createProductContract } from "@/lib/contracts/product";
import { newId } from "@/lib/core/ids";
import { orRefuse } from "@/lib/db/refused-write";
import { readProduct } from "@/lib/services/catalog/product-view";
import { fromTemplate } from "@/lib/services/product/from-template";
import { slugInUse } from "@/lib/services/product/slug-in-use";
import { defineWrite } from "@/lib/services/verb";

export const createProduct = defineWrite(
  createProductContract,
  async ({ principal, input, db }) => {
    const { template, status: _, slug = null, ...columns } = input;
    const { organizationId } = principal;
    const id = newId("product");
    await orRefuse(db.product.create({ data: { id, organizationId, slug, ...columns } }), {
      duplicate: slugInUse(),
    });
    const made = template && (await fromTemplate(db, principal, { id, ...template }));
    const fact = { target: { type: "product", id }, metadata: { name: input.name } };
    return {
      output: { ...(await readProduct(db, principal, id)), testApiKey: made?.testApiKey ?? null },
      audit: [fact, ...(made?.facts ?? [])],
    };
  },
);
