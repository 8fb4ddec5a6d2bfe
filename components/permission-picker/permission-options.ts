import type { PermissionAction } from "@/lib/policy/permissions";
import { FULL_ACCESS } from "@/lib/policy/scopes";
import { isSelected, wildcardOf } from "./permission-selection";

type PermissionCell = {
  /** Wire name: "FLOWS:READ". */
  permission: string;
  action: PermissionAction;
  /** What it allows, as an act: "Read flows". */
  label: string;
  /** Why it cannot be granted here; null when it can. */
  disabledReason: string | null;
};

export type PermissionResource = {
  /** Wire name: "FLOWS". */
  resource: string;
  label: string;
  cells: readonly PermissionCell[];
};

export type PermissionTemplateOption = {
  key: string;
  label: string;
  description: string;
  permissions: readonly string[];
  disabledReason?: string | null;
};

export type PermissionOptions = {
  templates: readonly PermissionTemplateOption[];
  resources: readonly PermissionResource[];
};

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
export function describePermissions(
  value: readonly string[],
  resources: readonly PermissionResource[],
) {
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
