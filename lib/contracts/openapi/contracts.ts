import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";

export const openApiContract = defineContract({
  name: "openapi.get",
  need: "anyone",
  input: z.strictObject({}),
  output: z.record(z.string(), z.unknown()).meta({ description: "An OpenAPI document." }),
  http: {
    method: "GET",
    path: "/v1/openapi.json",
    status: 200,
    tag: "Reference",
    summary: "Get this document",
    revalidates: true,
    anyOrigin: true,
    description:
      "OpenAPI 3.1. Public; if you send a key, it is checked and the request is counted.",
  },
});
