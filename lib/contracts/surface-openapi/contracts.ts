import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { ofSurface } from "@/lib/contracts/product/fields";

const DOCUMENT = { need: "anyone", input: z.strictObject(ofSurface) } as const;

const HTTP = {
  method: "GET",
  status: 200,
  tag: "Surface calls",
  missing: "Surface",
  description:
    "Generated from the current capabilities. Readable with a key of the surface, which sees what it " +
    "can call, and with PRODUCTS:READ. The surface can make it public.",
  revalidates: true,
  anyOrigin: true,
  errors: ["unauthorized", "forbidden"],
} as const;

export const surfaceJsonContract = defineContract({
  ...DOCUMENT,
  name: "surface.openapiJson",
  output: z.record(z.string(), z.unknown()).meta({ description: "An OpenAPI document." }),
  http: {
    ...HTTP,
    path: "/v1/products/{id}/surfaces/{surfaceId}/openapi.json",
    summary: "Read the OpenAPI 3.0 document of a surface",
  },
});

export const surfaceYamlContract = defineContract({
  ...DOCUMENT,
  name: "surface.openapiYaml",
  output: z.string().meta({ description: "An OpenAPI document in YAML." }),
  http: {
    ...HTTP,
    path: "/v1/products/{id}/surfaces/{surfaceId}/openapi.yaml",
    summary: "Read the OpenAPI 3.0 document of a surface as YAML",
    produces: "application/yaml",
  },
});
