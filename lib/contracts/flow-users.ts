import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { pathId } from "@/lib/contracts/fields";

const user = z.object({
  id: z.string(),
  name: z.string(),
  productId: z.string(),
  productName: z.string(),
});

export type FlowUser = z.output<typeof user>;

/** The capabilities that run a flow: it stays while there are any. */
export const flowUsersContract = defineContract({
  name: "flow.users",
  kind: "read",
  need: { permission: "FLOWS:READ" },
  input: z.strictObject({ id: pathId }),
  output: z.object({
    /** Oldest first; the first of them when there are many. */
    capabilities: z.array(user),
    hasMore: z.boolean(),
  }),
});
