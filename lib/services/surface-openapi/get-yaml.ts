import "server-only";
import { stringify } from "yaml";
import { surfaceYamlContract } from "@/lib/contracts/surface-document";
import { buildSurfaceDocument } from "@/lib/contracts/surface-openapi/build-surface-document";
import { describeSurface } from "@/lib/services/surface-openapi/describe-surface";
import { defineOpen } from "@/lib/services/verb";

export const getSurfaceYaml = defineOpen(surfaceYamlContract, async ({ principal, input }) => {
  const document = buildSurfaceDocument(await describeSurface(principal, input));
  return stringify(document, { aliasDuplicateObjects: false });
});
