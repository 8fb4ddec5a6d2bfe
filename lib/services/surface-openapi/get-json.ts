import "server-only";
import { surfaceJsonContract } from "@/lib/contracts/surface-document";
import { jsonDocument } from "@/lib/services/surface-openapi/documents";
import { defineOpen } from "@/lib/services/verb";

export const getSurfaceJson = defineOpen(surfaceJsonContract, async ({ principal, input }) => ({
  ...(await jsonDocument(principal, input)),
}));
