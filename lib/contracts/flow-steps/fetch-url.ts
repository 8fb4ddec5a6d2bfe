import { z } from "zod";
import { httpRequest, outcome } from "@/lib/contracts/flow-step-fields";
import { defineStep } from "@/lib/contracts/step-definition";

export const fetchUrl = defineStep({
  type: "fetch-url",
  label: "Fetch URL",
  group: "Context",
  description: "Reads the answer of an address.",
  config: z.strictObject({ http: httpRequest, ...outcome }),
});
