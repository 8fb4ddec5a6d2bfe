import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { ofSurface } from "@/lib/contracts/product/fields";

const HTTP = { method: "GET", status: 200, revalidates: true, anyOrigin: true } as const;

const output = z.record(z.string(), z.unknown()).meta({ description: "An OpenAPI document." });

export const openApiContract = defineContract({
  name: "openapi.get",
  need: "anyone",
  input: z.strictObject({}),
  output,
  http: {
    ...HTTP,
    path: "/v1/openapi.json",
    tag: "Reference",
    summary: "Get this document",
    description:
      "OpenAPI 3.1. Public; if you send a key, it is checked and the request is counted.",
  },
});

const OF_SURFACE = { need: "anyone", input: z.strictObject(ofSurface) } as const;

const SURFACE_HTTP = {
  ...HTTP,
  tag: "Surface calls",
  missing: "Surface",
  description:
    "Generated from the current capabilities. Readable with a key of the surface, which sees what it " +
    "can call, and with PRODUCTS:READ. The surface can make it public.",
  errors: ["unauthorized", "forbidden"],
} as const;

export const surfaceJsonContract = defineContract({
  ...OF_SURFACE,
  name: "surface.openapiJson",
  output,
  http: {
    ...SURFACE_HTTP,
    path: "/v1/products/{id}/surfaces/{surfaceId}/openapi.json",
    summary: "Read the OpenAPI 3.0 document of a surface",
  },
});

export const surfaceYamlContract = defineContract({
  ...OF_SURFACE,
  name: "surface.openapiYaml",
  output: z.string().meta({ description: "An OpenAPI document in YAML." }),
  http: {
    ...SURFACE_HTTP,
    path: "/v1/products/{id}/surfaces/{surfaceId}/openapi.yaml",
    summary: "Read the OpenAPI 3.0 document of a surface as YAML",
    produces: "application/yaml",
  },
});
