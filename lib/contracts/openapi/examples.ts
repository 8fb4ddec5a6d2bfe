import { DATA_EXAMPLES, SECRET_EXAMPLES } from "@/lib/contracts/openapi/examples/data-examples";
import { EXECUTION_EXAMPLES, FLOW_EXAMPLES } from "@/lib/contracts/openapi/examples/flow-examples";
import { KEY_EXAMPLES, KEY_REPORT_EXAMPLES } from "@/lib/contracts/openapi/examples/key-examples";
import { PRODUCT_EXAMPLES } from "@/lib/contracts/openapi/examples/product-examples";
import {
  SURFACE_DOCUMENT_EXAMPLES,
  SURFACE_EXAMPLES,
} from "@/lib/contracts/openapi/examples/surface-examples";
import { SURFACE_KEY_EXAMPLES } from "@/lib/contracts/openapi/examples/surface-key-examples";
import type { Example } from "./example";

/** One example per contract that has a route, by the contract's name. */
export const EXAMPLES: Readonly<Record<string, Example | undefined>> = Object.fromEntries([
  ...KEY_EXAMPLES,
  ...KEY_REPORT_EXAMPLES,
  ...PRODUCT_EXAMPLES,
  ...SURFACE_EXAMPLES,
  ...SURFACE_KEY_EXAMPLES,
  ...FLOW_EXAMPLES,
  ...EXECUTION_EXAMPLES,
  ...SURFACE_DOCUMENT_EXAMPLES,
  ...SECRET_EXAMPLES,
  ...DATA_EXAMPLES,
]);
