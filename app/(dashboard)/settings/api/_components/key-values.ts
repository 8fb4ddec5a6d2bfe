import { z } from "zod";
import { changedFields } from "@/components/form/use-verb-form";
import type { PermissionOptions } from "@/components/permission-picker/permission-selection";
import { refineExpiry } from "@/lib/contracts/key/fields";
import { type PlatformKeyView, platformKeyContracts } from "@/lib/contracts/platform-key/contracts";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key/screen";
import {
  nameIn,
  type PerWindow,
  PLATFORM_WINDOWS,
  type PlatformWindow,
  perWindow,
} from "@/lib/core/windows";
import type { Environment } from "@/lib/policy/roles";
import { FULL_ACCESS } from "@/lib/policy/scopes";

export const LIMIT_FIELDS = PLATFORM_WINDOWS.map((window) => nameIn("rateLimitPer", window));

/** What the forms hold; a blank limit is null. */
export type KeyValues = PerWindow<"rateLimitPer", PlatformWindow, number | null> & {
  name: string;
  environment: Environment;
  permissions: string[];
  expiresAt: string | null;
  allowedIps: string[];
  /** Whether the keys that it minted are shortened with it. */
  shortensMinted: boolean;
};

type CreateInput = z.input<typeof platformKeyContracts.create.input>;
type UpdateInput = z.input<typeof platformKeyContracts.update.input>;
type Limits = PlatformKeyForm["limits"];

export function emptyValues(permissions: readonly string[]): KeyValues {
  return {
    name: "",
    environment: "test",
    permissions: [...permissions],
    expiresAt: null,
    allowedIps: [],
    ...perWindow("rateLimitPer", PLATFORM_WINDOWS, () => null),
    shortensMinted: false,
  };
}

export function valuesOf(key: PlatformKeyView): KeyValues {
  const { name, environment, permissions, expiresAt, allowedIps } = key;
  return {
    name,
    environment,
    permissions: [...permissions],
    expiresAt,
    allowedIps: [...allowedIps],
    ...perWindow("rateLimitPer", PLATFORM_WINDOWS, (_, name) => key[name]),
    shortensMinted: false,
  };
}

/** Whether a key that ends at one moment ends earlier than it did. */
export function isShorter(after: string | null, before: string | null): after is string {
  return after !== null && (before === null || Date.parse(after) < Date.parse(before));
}

/** The values of a new key as the verb takes them: a blank limit is the default. */
export const newKeySchema = z
  .custom<KeyValues>()
  .transform(
    ({ shortensMinted: _, ...values }): CreateInput => ({
      ...values,
      ...perWindow("rateLimitPer", PLATFORM_WINDOWS, (_, name) => values[name] ?? undefined),
    }),
  )
  .pipe(platformKeyContracts.create.input);

/** Only what differs from the key as it was read: what is untouched is not judged again. */
export function editedKeySchema(key: PlatformKeyView, limits: Limits) {
  const before = valuesOf(key);
  return z
    .custom<KeyValues>()
    .transform(({ shortensMinted, ...values }): UpdateInput => {
      const changed = changedFields(before, {
        ...values,
        ...perWindow(
          "rateLimitPer",
          PLATFORM_WINDOWS,
          (window, name) => values[name] ?? limits[nameIn("defaultPer", window)],
        ),
      });
      const shortens = shortensMinted && isShorter(values.expiresAt, before.expiresAt);
      return {
        id: key.id,
        revision: key.revision,
        ...changed,
        ...(shortens && { descendants: "shorten" }),
      };
    })
    .pipe(platformKeyContracts.update.input.superRefine(refineExpiry));
}

/** Why these permissions cannot all be given in this environment; undefined when they can. */
export function permissionRefusal(
  permissions: readonly string[],
  { templates, resources }: PermissionOptions,
): string | undefined {
  const whole = templates.find((template) => template.permissions.join() === FULL_ACCESS);
  if (permissions.includes(FULL_ACCESS)) return whole?.disabledReason ?? undefined;
  const cells = resources.flatMap(({ resource, cells: all }) =>
    permissions.includes(`${resource}:*`)
      ? all
      : all.filter(({ permission }) => permissions.includes(permission)),
  );
  return cells.find((cell) => cell.disabledReason !== null)?.disabledReason ?? undefined;
}
