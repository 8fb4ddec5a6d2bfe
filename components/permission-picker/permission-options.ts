type PermissionCell = {
  /** Wire name: "FLOWS:READ". */
  permission: string;
  action: "READ" | "WRITE" | "EXECUTE";
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
