import { CUSTOMER_EXAMPLES } from "./examples/customer-examples";
import { DATA_EXAMPLES } from "./examples/data-examples";
import type { Example } from "./examples/example";
import { FLOW_EXAMPLES } from "./examples/flow-examples";
import { KEY_EXAMPLES } from "./examples/key-examples";
import { PRODUCT_EXAMPLES } from "./examples/product-examples";
import { SURFACE_KEY_EXAMPLES } from "./examples/surface-key-examples";

/** One example per contract that has a route, by the contract's name. */
export const EXAMPLES: Readonly<Record<string, Example | undefined>> = Object.fromEntries([
  ...KEY_EXAMPLES,
  ...PRODUCT_EXAMPLES,
  ...SURFACE_KEY_EXAMPLES,
  ...CUSTOMER_EXAMPLES,
  ...FLOW_EXAMPLES,
  ...DATA_EXAMPLES,
]);
