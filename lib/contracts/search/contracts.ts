import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { holdsKey } from "@/lib/core/key-text";

/** Of a key; null for a platform key. */
const surface = z.object({ productId: z.string(), surfaceId: z.string() }).nullable();

const one = z.object({ id: z.string(), name: z.string() });
const detailed = one.extend({ detail: z.string() });

const found = z.discriminatedUnion("kind", [
  detailed.extend({ kind: z.literal("key"), surface }),
  /** A request, shown on the page of the key that it was made with. */
  detailed.extend({ kind: z.literal("request"), keyId: z.string(), surface }),
  one.extend({ kind: z.literal("product") }),
  detailed.extend({ kind: z.literal("surface"), productId: z.string() }),
  one.extend({ kind: z.literal("customer"), detail: z.string().nullable() }),
  one.extend({ kind: z.literal("plan") }),
  one.extend({ kind: z.literal("flow") }),
  detailed.extend({ kind: z.literal("run"), flowId: z.string() }),
]);

export type Found = z.output<typeof found>;

/**
 * Keys, products, surfaces, customers, plans and flows by name or id, keys by their prefix or last four
 * characters too, customers by the external id, and what a request id belongs to. A whole key is found by its hash instead, and never sent here.
 */
export const searchContract = defineContract({
  name: "search",
  need: "person",
  input: z.strictObject({
    text: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .refine((text) => !holdsKey(text), "An API key is not searched for as text."),
  }),
  output: z.object({ found: z.array(found) }),
});
