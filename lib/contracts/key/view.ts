import { z } from "zod";
import { changeFields, cursorField, pageQuery, timestamp } from "@/lib/contracts/fields";
import { GRACES, KEY_SORTS, KEY_STATUSES, MAX_CURSOR } from "@/lib/core/keys";
import { OUTCOMES } from "@/lib/core/outcome";
import { ENVIRONMENTS } from "@/lib/policy/roles";

/** What a key shows that changes without anyone setting it, or with what is set. */
export const KEY_ECHO = {
  moved: ["timestamp", "updatedAt", "lastUsedAt", "lastUsedFrom", "status", "statusReason"],
  follows: { disabledAt: "isActive" },
};

/** Query fields of every list of keys. */
export const keyListQuery = {
  ...pageQuery,
  cursor: cursorField(MAX_CURSOR),
  environment: z.enum(ENVIRONMENTS).optional().meta({ description: "Keys of this environment." }),
  status: z.enum(KEY_STATUSES).optional().meta({ description: "Keys of this status." }),
  sort: z.enum(KEY_SORTS).default("createdAt").meta({ description: "What to sort by." }),
  direction: z
    .enum(["asc", "desc"])
    .default("desc")
    .meta({ description: "Ascending or descending." }),
};

const nullableMoment = timestamp.nullable();

/** Who made requests with a key, and how many. */
export const caller = z.object({
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  requests: z.int(),
  lastAt: timestamp,
});

/** Fields that keys of every family show. */
export const keyFields = {
  id: z.string(),
  keyPrefix: z.string(),
  maskedKey: z.string(),
  environment: z.enum(ENVIRONMENTS),
  isActive: z.boolean(),
  status: z.enum(KEY_STATUSES).meta({ description: "The first of these that applies." }),
  statusReason: z.enum(OUTCOMES).nullable().meta({
    description:
      "For `limited` and `failing`: the outcome behind it in the last day, the most common refusal before requests that were wrong.",
  }),
  expiresAt: nullableMoment,
  lastUsedAt: nullableMoment,
  lastUsedFrom: z.string().nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
  disabledAt: nullableMoment,
  revokedAt: nullableMoment,
  revokeReason: z.string().nullable(),
  createdBy: z.object({ id: z.string(), name: z.string(), left: z.boolean() }).nullable(),
  revision: changeFields.revision,
};

export function graceField(initial: (typeof GRACES)[number]) {
  return z
    .literal([...GRACES], { error: `Use one of ${GRACES.join(", ")} seconds.` })
    .default(initial);
}
