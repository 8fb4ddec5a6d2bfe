import { z } from "zod";
import { pathId } from "@/lib/contracts/fields";
import { jsonObjectField } from "@/lib/contracts/json-field";

const MAX_JSON_LENGTH = 65_536;
const MAX_JSON_DEPTH = 20;

/** Settings that only their owner gives a meaning to. */
export const settingsField = jsonObjectField(MAX_JSON_LENGTH, MAX_JSON_DEPTH);

export const ofProduct = { id: pathId };

export const ofSurface = { ...ofProduct, surfaceId: pathId };

/** For descriptions: decision 0018. */
export const EXPOSING_NEEDS =
  "Exposing a flow also needs FLOWS:READ, FLOWS:EXECUTE and what its steps need: RECORDS:READ or " +
  "RECORDS:WRITE.";

/** Rows that went with a row that was deleted. */
export const removedCounts = z.object({
  capabilities: z.int(),
  surfaces: z.int(),
  items: z.int(),
  keys: z.int(),
});
