import { z } from "zod";
import { defineContract, resource } from "@/lib/contracts/contract";
import { nullableTimestamp, pathId, timestamp } from "@/lib/contracts/fields";
import { instantField } from "@/lib/contracts/instant";
import {
  changedKeys,
  changeOfMany,
  decisionCount,
  isOneChange,
  keyActivity,
  keyDecisions,
  keyFirstUse,
  keyIds,
  keySelection,
  keyTable,
  ONE_CHANGE,
  requestsLast7Days,
  revocationOfMany,
  revokedKeys,
} from "@/lib/contracts/key/screen";
import { PERMISSION_ACTIONS } from "@/lib/policy/permissions";
import {
  descendantsChanged,
  listPlatformKeysContract,
  onExpiry,
  onRevocation,
  platformKeyView,
  SAY_WHEN,
  saysWhen,
} from "./contracts";

const keys = resource("API Keys", "API_KEYS");

export const permissionAction = z.enum(PERMISSION_ACTIONS);

export const platformKeyTableContract = defineContract({
  ...keys.read("platformKey.table"),
  input: listPlatformKeysContract.input,
  output: keyTable(platformKeyView.extend({ requestsLast7Days })),
});

export type PlatformKeyTable = z.output<typeof platformKeyTableContract.output>;

export type PlatformKeyRow = PlatformKeyTable["keys"][number];

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
          action: permissionAction,
          label: z.string(),
          disabledReason: z.string().nullable(),
        }),
      ),
    }),
  ),
});

/** What the caller may put on a key, per environment, with the reason where they may not. */
export const platformKeyFormContract = defineContract({
  ...keys.read("platformKey.form"),
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
  ...keys.read("platformKey.overview"),
  input: z.strictObject({ id: pathId }),
  output: z.object({ key: platformKeyView, ...keyActivity }),
});

export type PlatformKeyOverview = z.output<typeof platformKeyOverviewContract.output>;

export const platformKeyDecisionsContract = defineContract({
  ...keys.read("platformKey.decisions"),
  input: z.strictObject({ id: pathId, limit: decisionCount }),
  output: keyDecisions,
});

export const platformKeyFirstUseContract = defineContract({
  ...keys.read("platformKey.firstUse"),
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
  ...keys.read("platformKey.descendants"),
  input: z.strictObject({
    keyIds,
    /** Those alone that live longer. */
    outliving: instantField.optional(),
  }),
  output: z.object({ total: z.int(), keys: z.array(descendant), timestamp }),
});

export type KeyDescendants = z.output<typeof keyDescendantsContract.output>;

export const platformKeySelectionContract = defineContract({
  ...keys.read("platformKey.selection"),
  input: z.strictObject({ keyIds }),
  output: keySelection,
});

export const updatePlatformKeysContract = defineContract({
  ...keys.write("platformKey.updateMany"),
  input: z
    .strictObject({ ...changeOfMany, descendants: onExpiry })
    .refine(isOneChange, ONE_CHANGE)
    .refine(saysWhen, SAY_WHEN),
  output: changedKeys.extend({ descendantsChanged }),
});

export const revokePlatformKeysContract = defineContract({
  ...keys.write("platformKey.revokeMany"),
  input: z.strictObject({ ...revocationOfMany, descendants: onRevocation }),
  output: revokedKeys.extend({ descendantsChanged }),
});
