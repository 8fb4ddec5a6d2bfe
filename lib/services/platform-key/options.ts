import "server-only";
import { platformKeyOptionsContract } from "@/lib/contracts/platform-key-report";
import { env } from "@/lib/env";
import { DELEGABLE_PERMISSIONS, PERMISSIONS } from "@/lib/policy/permissions";
import { PERMISSION_TEMPLATES } from "@/lib/policy/templates";
import { defineRead } from "@/lib/services/verb";

export const platformKeyOptions = defineRead(platformKeyOptionsContract, async () => ({
  permissionGroups: PERMISSION_TEMPLATES.map((template) => ({
    ...template,
    permissions: [...template.permissions],
  })),
  permissionScopes: DELEGABLE_PERMISSIONS.map((scope) => ({
    scope,
    label: PERMISSIONS[scope].label,
    environments: [...PERMISSIONS[scope].environments],
  })),
  rateLimits: {
    defaultPerHour: env().RUNTYPE_LIMIT_PER_HOUR,
    defaultPerDay: env().RUNTYPE_LIMIT_PER_DAY,
    maxPerMinute: env().RUNTYPE_MAX_LIMIT_PER_MINUTE,
    maxPerHour: env().RUNTYPE_MAX_LIMIT_PER_HOUR,
    maxPerDay: env().RUNTYPE_MAX_LIMIT_PER_DAY,
  },
}));
