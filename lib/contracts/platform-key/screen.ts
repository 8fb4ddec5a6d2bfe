import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { nullableTimestamp, pathId, timestamp } from "@/lib/contracts/fields";
import { instantField } from "@/lib/contracts/instant";
import {
  changedKeys,
  changeOfMany,
  isOneChange,
  keyIds,
  keyScreens,
  ONE_CHANGE,
  revocationOfMany,
  revokedKeys,
} from "@/lib/contracts/key/screen";
import { PLATFORM_WINDOWS, perWindow } from "@/lib/core/windows";
import { PERMISSION_ACTIONS } from "@/lib/policy/permissions";
import {
  descendantsChanged,
  onExpiry,
  onRevocation,
  platformKeyContracts,
  platformKeys,
  platformKeyView,
  SAY_WHEN,
  saysWhen,
} from "./contracts";

export const permissionAction = z.enum(PERMISSION_ACTIONS);

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

export const platformKeyScreens = {
  ...keyScreens({
    resource: platformKeys,
    name: "platformKey",
    within: {},
    one: { id: pathId },
    query: platformKeyContracts.list.input,
    shown: platformKeyView,
  }),

  /** What the caller may put on a key, per environment, with the reason where they may not. */
  form: defineContract({
    ...platformKeys.read("platformKey.form"),
    input: z.strictObject({}),
    output: z.object({
      permissions: z.object({ test: permissionOptions, production: permissionOptions }),
      /** What keys begin with. */
      prefixes: z.object({ test: z.string(), production: z.string() }),
      limits: z.object({
        ...perWindow("defaultPer", PLATFORM_WINDOWS, () => z.int()),
        ...perWindow("maxPer", PLATFORM_WINDOWS, () => z.int()),
      }),
    }),
  }),

  /** The living surface keys that some keys minted: how many, and the newest of them. */
  descendants: defineContract({
    ...platformKeys.read("platformKey.descendants"),
    input: z.strictObject({
      keyIds,
      /** Those alone that live longer. */
      outliving: instantField.optional(),
    }),
    output: z.object({ total: z.int(), keys: z.array(descendant), timestamp }),
  }),

  updateMany: defineContract({
    ...platformKeys.write("platformKey.updateMany"),
    input: z
      .strictObject({ ...changeOfMany, descendants: onExpiry })
      .refine(isOneChange, ONE_CHANGE)
      .refine(saysWhen, SAY_WHEN),
    output: changedKeys.extend({ descendantsChanged }),
  }),

  revokeMany: defineContract({
    ...platformKeys.write("platformKey.revokeMany"),
    input: z.strictObject({ ...revocationOfMany, descendants: onRevocation }),
    output: revokedKeys.extend({ descendantsChanged }),
  }),
};

export type PlatformKeyTable = z.output<typeof platformKeyScreens.table.output>;

export type PlatformKeyRow = PlatformKeyTable["keys"][number];

export type PlatformKeyForm = z.output<typeof platformKeyScreens.form.output>;

export type PlatformKeyOverview = z.output<typeof platformKeyScreens.overview.output>;

export type KeyDescendants = z.output<typeof platformKeyScreens.descendants.output>;
