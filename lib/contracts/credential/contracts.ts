import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";

/** Which key of the caller's organization a pasted secret belongs to, in any state. */
export const findKeyContract = defineContract({
  name: "credential.find",
  need: "person",
  input: z.strictObject({ credential: z.string().max(255) }),
  output: z.object({
    key: z
      .object({
        id: z.string(),
        name: z.string(),
        /** Null for a platform key. */
        surface: z
          .object({ productId: z.string(), surfaceId: z.string(), exists: z.boolean() })
          .nullable(),
      })
      .nullable(),
  }),
});

export type FoundKey = z.output<typeof findKeyContract.output>["key"];
