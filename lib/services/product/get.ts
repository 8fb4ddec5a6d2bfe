import "server-only";
import { getProductContract } from "@/lib/contracts/product";
import { readProduct } from "@/lib/services/catalog/product-view";
import { defineRead } from "@/lib/services/verb";

export const getProduct = defineRead(getProductContract, ({ principal, input, db }) =>
  readProduct(db, principal, input.id),
);
