import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { pathId } from "@/lib/contracts/fields";

const TAG = "Surface calls";
const PLACE = "/v1/products/{id}/surfaces/{surfaceId}";
const ACCESS =
  "Generated from the current capabilities. Readable with a key of the surface, which sees what it " +
  "can call, and with PRODUCTS:READ. The surface can make it public.";

const input = z.strictObject({ id: pathId, surfaceId: pathId });
const errors = ["unauthorized", "forbidden"] as const;

export const surfaceJsonContract = defineContract({
  name: "surface.openapiJson",
  need: "anyone",
  input,
  output: z.record(z.string(), z.unknown()).meta({ description: "An OpenAPI document." }),
  http: {
    method: "GET",
    path: `${PLACE}/openapi.json`,
    status: 200,
    tag: TAG,
    missing: "Surface",
    summary: "Read the OpenAPI 3.0 document of a surface",
    description: ACCESS,
    revalidates: true,
    anyOrigin: true,
    errors,
  },
});

export const surfaceYamlContract = defineContract({
  name: "surface.openapiYaml",
  need: "anyone",
  input,
  output: z.string().meta({ description: "An OpenAPI document in YAML." }),
  http: {
    method: "GET",
    path: `${PLACE}/openapi.yaml`,
    status: 200,
    tag: TAG,
    missing: "Surface",
    summary: "Read the OpenAPI 3.0 document of a surface as YAML",
    description: ACCESS,
    produces: "application/yaml",
    revalidates: true,
    anyOrigin: true,
    errors,
  },
});
