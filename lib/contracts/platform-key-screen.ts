import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { nullableTimestamp, pathId, timestamp } from "@/lib/contracts/fields";
import { instantField } from "@/lib/contracts/instant";
import {
  decisionCount,
  keyActivity,
  keyDecisions,
  keyFirstUse,
  requestsLast7Days,
} from "@/lib/contracts/key-screen";
import { keyIds } from "@/lib/contracts/key-selection";
import { listPlatformKeysContract, platformKeyView } from "@/lib/contracts/platform-key";

const need = { permission: "API_KEYS:READ" } as const;

const row = platformKeyView.extend({
  requestsLast7Days,
});

export type PlatformKeyRow = z.output<typeof row>;

export const platformKeyTableContract = defineContract({
  name: "platformKey.table",
  kind: "read",
  need,
  input: listPlatformKeysContract.input,
  output: z.object({
    keys: z.array(row),
    nextCursor: z.string().nullable(),
    total: z.int(),
    timestamp,
  }),
});

export type PlatformKeyTable = z.output<typeof platformKeyTableContract.output>;

const permissionOptions = z.object({
  templates: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      description: z.string(),
      permissions: z.array(z.string()),
      disabledReason: z.string().nullable(),
    }),
  ),
  resources: z.array(
    z.object({
      resource: z.string(),
      label: z.string(),
      cells: z.array(
        z.object({
          permission: z.string(),
          action: z.enum(["READ", "WRITE", "EXECUTE"]),
          label: z.string(),
          disabledReason: z.string().nullable(),
        }),
      ),
    }),
  ),
});

/** What the caller may put on a key, per environment, with the reason where they may not. */
export const platformKeyFormContract = defineContract({
  name: "platformKey.form",
  kind: "read",
  need,
  input: z.strictObject({}),
  output: z.object({
    permissions: z.object({ test: permissionOptions, production: permissionOptions }),
    /** What keys begin with. */
    prefixes: z.object({ test: z.string(), production: z.string() }),
    limits: z.object({
      defaultPerHour: z.int(),
      defaultPerDay: z.int(),
      maxPerHour: z.int(),
      maxPerDay: z.int(),
    }),
  }),
});

export type PlatformKeyForm = z.output<typeof platformKeyFormContract.output>;

export const platformKeyOverviewContract = defineContract({
  name: "platformKey.overview",
  kind: "read",
  need,
  input: z.strictObject({ id: pathId }),
  output: z.object({ key: platformKeyView, ...keyActivity }),
});

export type PlatformKeyOverview = z.output<typeof platformKeyOverviewContract.output>;

export const platformKeyDecisionsContract = defineContract({
  name: "platformKey.decisions",
  kind: "read",
  need,
  input: z.strictObject({ id: pathId, limit: decisionCount }),
  output: keyDecisions,
});

export const platformKeyFirstUseContract = defineContract({
  name: "platformKey.firstUse",
  kind: "read",
  need,
  input: z.strictObject({ id: pathId }),
  output: keyFirstUse,
});

/** How many minted keys go with the keys of one act: what one transaction has the time for. */
export const MAX_DESCENDANTS = 500;

const descendant = z.object({
  id: z.string(),
  name: z.string().nullable(),
  customer: z.string().nullable(),
  maskedKey: z.string(),
  expiresAt: nullableTimestamp,
  surface: z.object({ id: z.string(), productId: z.string(), name: z.string() }),
});

/** The living surface keys that some keys minted: how many, and the newest of them. */
export const keyDescendantsContract = defineContract({
  name: "platformKey.descendants",
  kind: "read",
  need,
  input: z.strictObject({
    keyIds,
    /** Those alone that live longer. */
    outliving: instantField.optional(),
  }),
  output: z.object({ total: z.int(), keys: z.array(descendant), timestamp }),
});

export type KeyDescendants = z.output<typeof keyDescendantsContract.output>;
