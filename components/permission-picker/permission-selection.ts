import { FULL_ACCESS } from "@/lib/policy/scopes";
import type {
  PermissionOptions,
  PermissionResource,
  PermissionTemplateOption,
} from "./permission-options";

type Resources = readonly PermissionResource[];

export function wildcardOf(resource: string) {
  return `${resource}:*`;
}

export function isSelected(value: readonly string[], resource: string, permission: string) {
  return (
    value.includes(permission) ||
    value.includes(wildcardOf(resource)) ||
    value.includes(FULL_ACCESS)
  );
}

function selectedOf(value: readonly string[], { resource, cells }: PermissionResource) {
  return cells
    .map(({ permission }) => permission)
    .filter((permission) => isSelected(value, resource, permission));
}

/** Full access spelled out, resource by resource, so that a part of it can be taken away. */
function spellOut(value: readonly string[], resources: Resources) {
  return resources.flatMap((entry) =>
    value.includes(wildcardOf(entry.resource))
      ? [wildcardOf(entry.resource)]
      : selectedOf(value, entry),
  );
}

function replaceRow(
  value: readonly string[],
  resources: Resources,
  changed: PermissionResource,
  row: readonly string[],
) {
  const rest = spellOut(value, resources).filter(
    (name) => !name.startsWith(`${changed.resource}:`),
  );
  const next = new Set([...rest, ...row]);
  return resources.flatMap(({ resource, cells }) =>
    [wildcardOf(resource), ...cells.map(({ permission }) => permission)].filter((name) =>
      next.has(name),
    ),
  );
}

/** The selection after a click on one cell; wildcards that no longer hold are spelled out. */
export function togglePermission(
  value: readonly string[],
  resources: Resources,
  row: PermissionResource,
  permission: string,
) {
  const before = selectedOf(value, row);
  const after = before.includes(permission)
    ? before.filter((name) => name !== permission)
    : [...before, permission];
  return replaceRow(value, resources, row, after);
}

export function clearRow(value: readonly string[], resources: Resources, row: PermissionResource) {
  return replaceRow(value, resources, row, []);
}

/** The whole resource, now and later; a second time, the same permissions one by one. */
export function toggleWildcard(
  value: readonly string[],
  resources: Resources,
  row: PermissionResource,
) {
  const whole = value.includes(wildcardOf(row.resource)) || value.includes(FULL_ACCESS);
  return replaceRow(
    value,
    resources,
    row,
    whole ? selectedOf(value, row) : [wildcardOf(row.resource)],
  );
}

export function countSelected(value: readonly string[], resources: Resources) {
  const cells = resources.reduce((sum, row) => sum + row.cells.length, 0);
  const selected = resources.reduce((sum, row) => sum + selectedOf(value, row).length, 0);
  return { selected, cells };
}

export function matchingTemplate(value: readonly string[], { templates }: PermissionOptions) {
  const chosen = new Set(value);
  return templates.find(
    ({ permissions }) =>
      permissions.length === chosen.size && permissions.every((name) => chosen.has(name)),
  );
}

/** Why a template cannot be chosen: its own reason, or that of a permission in it. */
export function templateRefusal(
  template: PermissionTemplateOption,
  resources: Resources,
): string | null {
  if (template.disabledReason) return template.disabledReason;
  const cells = resources.flatMap((row) =>
    row.cells.filter(({ permission }) =>
      isSelected(template.permissions, row.resource, permission),
    ),
  );
  return cells.find((cell) => cell.disabledReason)?.disabledReason ?? null;
}
