import "server-only";
import { surfaceYamlContract } from "@/lib/contracts/surface-document";
import { surfaceDocument } from "@/lib/services/surface-openapi/documents";
import { defineDocument } from "@/lib/services/verb";

export const getSurfaceYaml = defineDocument(surfaceYamlContract, ({ principal, input }) =>
  surfaceDocument("yaml", principal, input),
);
