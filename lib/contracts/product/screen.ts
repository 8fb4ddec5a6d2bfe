import { z } from "zod";
import { Resource } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import { nullableTimestamp } from "@/lib/contracts/fields";
import { productContracts, productSummary } from "./contracts";

const products = new Resource("Products", "PRODUCTS");

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
  ...products.read("product.table"),
  input: productContracts.list.input,
  output: z.object({ products: z.array(row), nextCursor: z.string().nullable() }),
});

export type ProductTable = z.output<typeof productTableContract.output>;
