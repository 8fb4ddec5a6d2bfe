import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { nullableTimestamp } from "@/lib/contracts/fields";
import { LIMIT_NAMES } from "@/lib/core/windows";
import { ENVIRONMENTS } from "@/lib/policy/roles";

const limit = z.object({
  window: z.enum(LIMIT_NAMES).meta({
    description:
      "The limits of the key, and those that it shares with the other keys of its customer. `customer-month` counts units.",
  }),
  limit: z.int(),
  remaining: z.int(),
  /** Unix seconds. */
  reset: z.int(),
});

const keyFacts = {
  id: z.string(),
  name: z.string().meta({ description: "Empty if the surface key has no name." }),
  organizationId: z.string(),
  environment: z.enum(ENVIRONMENTS),
  limits: z.array(limit),
  expiresAt: nullableTimestamp,
};

export const meContract = defineContract({
  name: "me.get",
  need: "principal",
  input: z.strictObject({}),
  output: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("key"),
      ...keyFacts,
      permissions: z.array(z.string()),
    }),
    z.object({
      kind: z.literal("surfaceKey"),
      ...keyFacts,
      productId: z.string(),
      surfaceId: z.string(),
      capabilities: z.union([z.literal("all"), z.array(z.string())]),
    }),
    z.object({
      kind: z.literal("person"),
      id: z.string(),
      name: z.string(),
      email: z.string(),
      organizationId: z.string(),
      role: z.string(),
      permissions: z.array(z.string()),
    }),
  ]),
  http: {
    method: "GET",
    path: "/v1/me",
    status: 200,
    tag: "Me",
    summary: "Get current key",
    description:
      "Returns the owner of the credential, what it can do and what is left of its limits. Also works with surface keys.",
  },
});
