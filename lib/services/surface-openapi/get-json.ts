import "server-only";
import { surfaceJsonContract } from "@/lib/contracts/surface-document";
import { buildSurfaceDocument } from "@/lib/contracts/surface-openapi/build-surface-document";
import { describeSurface } from "@/lib/services/surface-openapi/describe-surface";
import { defineOpen } from "@/lib/services/verb";

export const getSurfaceJson = defineOpen(surfaceJsonContract, async ({ principal, input }) => ({
  ...buildSurfaceDocument(await describeSurface(principal, input)),
}));
