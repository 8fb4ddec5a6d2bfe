import "server-only";
import {
  type PlatformKeyForm,
  permissionAction,
  platformKeyScreens,
} from "@/lib/contracts/platform-key/screen";
import { PLATFORM_WINDOWS, perWindow } from "@/lib/core/windows";
import { platformPrefix } from "@/lib/credentials/families";
import type { Transaction } from "@/lib/db/prisma";
import { env, maxLimit, usualLimit } from "@/lib/env";
import { type GrantRefusal, grantRefusal } from "@/lib/policy/grant";
import { DELEGABLE_RESOURCES, PERMISSIONS } from "@/lib/policy/permissions";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import { FULL_ACCESS } from "@/lib/policy/scopes";
import { PERMISSION_TEMPLATES, type PermissionTemplate } from "@/lib/policy/templates";
import { defineRead } from "@/lib/services/verb";

export const platformKeyForm = defineRead(platformKeyScreens.form, async ({ principal, db }) => {
  const last = await lastTemplate(db, principal.organizationId);
  const templates = last ? [...PERMISSION_TEMPLATES, last] : PERMISSION_TEMPLATES;
  return {
    permissions: {
      test: optionsFor(principal, "test", templates),
      production: optionsFor(principal, "production", templates),
    },
    prefixes: {
      test: platformPrefix(env().RUNTYPE_KEY_PREFIX, "test"),
      production: platformPrefix(env().RUNTYPE_KEY_PREFIX, "production"),
    },
    limits: {
      ...perWindow("defaultPer", PLATFORM_WINDOWS, usualLimit),
      ...perWindow("maxPer", PLATFORM_WINDOWS, maxLimit),
    },
  };
});

/** The permissions of the key made last, unless a template already stands for them. */
async function lastTemplate(
  db: Transaction,
  organizationId: string,
): Promise<PermissionTemplate | undefined> {
  const key = await db.apiKey.findFirst({
    where: { organizationId, kind: "platform" },
    orderBy: { createdAt: "desc" },
    select: { name: true, permissions: true },
  });
  if (!key || PERMISSION_TEMPLATES.some((each) => sameScopes(each.permissions, key.permissions))) {
    return undefined;
  }
  return {
    key: "last_key",
    label: "Like the last key",
    description: `What “${key.name}” can do.`,
    permissions: key.permissions,
  };
}

function sameScopes(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((scope) => other.includes(scope));
}

function optionsFor(
  granter: Principal,
  environment: Environment,
  templates: readonly PermissionTemplate[],
): PlatformKeyForm["permissions"]["test"] {
  const reason = (scope: string) => reasonOf(grantRefusal(granter, scope, environment));
  return {
    templates: templates.map((template) => ({
      ...template,
      permissions: [...template.permissions],
      disabledReason: template.permissions.map(reason).find((each) => each !== null) ?? null,
    })),
    resources: DELEGABLE_RESOURCES.map(({ resource, permissions }) => ({
      resource,
      label: inWords(resource),
      cells: permissions.map((permission) => ({
        permission,
        action: permissionAction.parse(permission.split(":")[1]),
        label: PERMISSIONS[permission].label,
        disabledReason: reason(permission),
      })),
    })),
  };
}

function reasonOf(refusal: GrantRefusal | undefined): string | null {
  switch (refusal?.reason) {
    case undefined:
      return null;
    case "unknown":
      return `${refusal.scope} is no longer a permission.`;
    case "not_held":
      return `You do not hold ${refusal.permission} yourself.`;
    case "environment":
      return refusal.scope === FULL_ACCESS
        ? "Test keys cannot hold full access."
        : `Test keys cannot hold ${refusal.scope}.`;
  }
}

function inWords(resource: string): string {
  const words = resource.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
