import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";

const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));

const currency = z
  .string()
  .refine((code) => CURRENCIES.has(code), "Use a code of ISO 4217, such as EUR.");

/** What prices are in, until there are any. */
export const updateOrganizationContract = defineContract({
  name: "organization.update",
  need: { permission: "PLANS:WRITE" },
  input: z.strictObject({ currency }),
  output: z.object({ currency: z.string() }),
});
