import type { PlatformKeyForm } from "@/lib/contracts/platform-key/screen";
import { FULL_ACCESS } from "@/lib/policy/scopes";

export type PermissionOptions = PlatformKeyForm["permissions"]["test"];
export type Resources = PermissionOptions["resources"];
export type PermissionResource = Resources[number];

function wildcardOf(resource: string) {
  return `${resource}:*`;
}

/** Whether all of a resource is granted, now and later. */
export function isWhole(value: readonly string[], resource: string) {
  return value.includes(wildcardOf(resource)) || value.includes(FULL_ACCESS);
}

export function isSelected(value: readonly string[], resource: string, permission: string) {
  return value.includes(permission) || isWhole(value, resource);
}

function selectedOf(value: readonly string[], { resource, cells }: PermissionResource) {
  return cells
    .map(({ permission }) => permission)
    .filter((permission) => isSelected(value, resource, permission));
}

/** Full access spelled out, resource by resource, so that a part of it can be taken away. */
function spellOut(value: readonly string[], resources: Resources) {
  return resources.flatMap((row) => {
    const wildcard = wildcardOf(row.resource);
    return value.includes(wildcard) ? [wildcard] : selectedOf(value, row);
  });
}

function replaceRow(
  value: readonly string[],
  resources: Resources,
  changed: PermissionResource,
  row: readonly string[],
) {
  const prefix = `${changed.resource}:`;
  const rest = spellOut(value, resources).filter((name) => !name.startsWith(prefix));
  const next = new Set([...rest, ...row]);
  return resources
    .flatMap(({ resource, cells }) => [
      wildcardOf(resource),
      ...cells.map((cell) => cell.permission),
    ])
    .filter((name) => next.has(name));
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
  const next = isWhole(value, row.resource) ? selectedOf(value, row) : [wildcardOf(row.resource)];
  return replaceRow(value, resources, row, next);
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
  template: PermissionOptions["templates"][number],
  resources: Resources,
) {
  const { permissions, disabledReason } = template;
  if (disabledReason) return disabledReason;
  const cells = resources.flatMap(({ resource, cells }) =>
    cells.filter(({ permission }) => isSelected(permissions, resource, permission)),
  );
  return cells.find((cell) => cell.disabledReason)?.disabledReason ?? null;
}

function lowerFirst(text: string) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function actsOf(value: readonly string[], { resource, label, cells }: PermissionResource) {
  if (value.includes(wildcardOf(resource))) {
    return [`do everything with ${lowerFirst(label)}, including permissions added later`];
  }
  return cells
    .filter(({ permission }) => isSelected(value, resource, permission))
    .map((cell) => lowerFirst(cell.label));
}

/** One sentence that says what a key with these permissions will be able to do. */
export function describePermissions(value: readonly string[], resources: Resources) {
  if (value.includes(FULL_ACCESS)) {
    return "This key will be able to do everything a key can do, including permissions added later.";
  }
  const acts = resources.flatMap((row) => actsOf(value, row));
  const last = acts.pop();
  if (last === undefined)
    return "This key will not be able to do anything yet. Choose its permissions.";
  if (acts.length === 0) return `This key will be able to ${last}. Nothing else.`;
  const separator = [...acts, last].some((act) => act.includes(",")) ? "; " : ", ";
  const joint = separator === "; " ? "; and " : " and ";
  return `This key will be able to ${acts.join(separator)}${joint}${last}. Nothing else.`;
}
