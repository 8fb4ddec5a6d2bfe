import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { holdsKey } from "@/lib/core/key-text";

/** Of a key; null for a platform key. */
const surface = z.object({ productId: z.string(), surfaceId: z.string() }).nullable();

const found = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("key"),
    id: z.string(),
    name: z.string(),
    detail: z.string(),
    surface,
  }),
  /** A request, shown on the page of the key that it was made with. */
  z.object({
    kind: z.literal("request"),
    id: z.string(),
    name: z.string(),
    detail: z.string(),
    keyId: z.string(),
    surface,
  }),
  z.object({ kind: z.literal("product"), id: z.string(), name: z.string() }),
  z.object({
    kind: z.literal("surface"),
    id: z.string(),
    name: z.string(),
    detail: z.string(),
    productId: z.string(),
  }),
  z.object({ kind: z.literal("flow"), id: z.string(), name: z.string() }),
  z.object({
    kind: z.literal("run"),
    id: z.string(),
    name: z.string(),
    detail: z.string(),
    flowId: z.string(),
  }),
]);

export type Found = z.output<typeof found>;

/**
 * Keys, products, surfaces and flows by name or id, keys by their prefix or last four characters too,
 * and what a request id belongs to. A whole key is found by its hash instead, and never sent here.
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
