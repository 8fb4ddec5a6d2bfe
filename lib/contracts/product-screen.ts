import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { nullableTimestamp } from "@/lib/contracts/fields";
import { listProductsContract, productSummary } from "@/lib/contracts/product";
import { needProducts } from "@/lib/contracts/product-fields";

const row = productSummary.extend({
  /** Those that are not revoked. */
  keyCount: z.int(),
  requestsLast7Days: z.int(),
  /** The last accepted one. */
  lastCallAt: nullableTimestamp,
});

export type ProductRow = z.output<typeof row>;

/** What the page that lists products shows beside them. */
export const productTableContract = defineContract({
  name: "product.table",
  kind: "read",
  need: needProducts,
  input: listProductsContract.input,
  output: z.object({ products: z.array(row), nextCursor: z.string().nullable() }),
});

export type ProductTable = z.output<typeof productTableContract.output>;
