import "server-only";
import { surfaceJsonContract } from "@/lib/contracts/surface-document";
import { surfaceDocument } from "@/lib/services/surface-openapi/documents";
import { defineDocument } from "@/lib/services/verb";

export const getSurfaceJson = defineDocument(surfaceJsonContract, ({ principal, input }) =>
  surfaceDocument("json", principal, input),
);
