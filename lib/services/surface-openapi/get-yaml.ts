import "server-only";
import { surfaceYamlContract } from "@/lib/contracts/surface-document";
import { yamlDocument } from "@/lib/services/surface-openapi/documents";
import { defineOpen } from "@/lib/services/verb";

export const getSurfaceYaml = defineOpen(surfaceYamlContract, ({ principal, input }) =>
  yamlDocument(principal, input),
);
