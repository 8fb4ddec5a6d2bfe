import { z } from "zod";
import { Resource } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import { pathId } from "@/lib/contracts/fields";

const flows = new Resource("Flows", "FLOWS");

/** What an input of a flow looks like, as the newest capability that runs it says; null without one. */
export const flowInputContract = defineContract({
  ...flows.read("flow.input"),
  input: z.strictObject({ id: pathId }),
  output: z.object({ parametersSchema: z.unknown() }),
});

const user = z.object({
  id: z.string(),
  name: z.string(),
  productId: z.string(),
  productName: z.string(),
});

export type FlowUser = z.output<typeof user>;

/** The capabilities that run a flow: it stays while there are any. */
export const flowUsersContract = defineContract({
  ...flows.read("flow.users"),
  input: z.strictObject({ id: pathId }),
  output: z.object({
    /** Oldest first; the first of them when there are many. */
    capabilities: z.array(user),
    hasMore: z.boolean(),
  }),
});
