import "server-only";
import { getProductContract } from "@/lib/contracts/product";
import { readProduct } from "@/lib/services/catalog/product-view";
import { defineSnapshotRead } from "@/lib/services/verb";

export const getProduct = defineSnapshotRead(getProductContract, ({ principal, input, db }) =>
  readProduct(db, principal, input.id),
);
