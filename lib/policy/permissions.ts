import type { Environment, Role } from "@/lib/policy/roles";

/** What a permission allows on its resource, in the order of the picker. */
export const PERMISSION_ACTIONS = ["READ", "WRITE", "EXECUTE"] as const;

export type PermissionAction = (typeof PERMISSION_ACTIONS)[number];

type PermissionRule = {
  label: string;
  /** Roles that hold it as signed-in people. */
  roles: readonly Role[];
  /** Whether a platform key can hold it. */
  delegable: boolean;
  /** Environments whose keys can hold it. */
  environments: readonly Environment[];
};

const EVERY_ROLE = ["owner", "admin", "member", "viewer"] as const;
const EDITORS = ["owner", "admin", "member"] as const;
const ADMINS = ["owner", "admin"] as const;
const BOTH = ["test", "production"] as const;
const PRODUCTION = ["production"] as const;

/** The one registry: the picker, the role table, OpenAPI and the error text derive from it. */
export const PERMISSIONS = {
  "FLOWS:READ": { label: "Read flows", roles: EVERY_ROLE, delegable: true, environments: BOTH },
  "FLOWS:WRITE": {
    label: "Create, change and delete flows",
    roles: EDITORS,
    delegable: true,
    environments: BOTH,
  },
  "FLOWS:EXECUTE": {
    label: "Publish and run flows",
    roles: EDITORS,
    delegable: true,
    environments: BOTH,
  },
  "RECORDS:READ": { label: "Read records", roles: EVERY_ROLE, delegable: true, environments: BOTH },
  "RECORDS:WRITE": {
    label: "Create, change and delete records",
    roles: EDITORS,
    delegable: true,
    environments: BOTH,
  },
  "PROMPTS:READ": { label: "Read prompts", roles: EVERY_ROLE, delegable: true, environments: BOTH },
  "PROMPTS:WRITE": {
    label: "Create, change and delete prompts",
    roles: EDITORS,
    delegable: true,
    environments: BOTH,
  },
  "ANALYTICS:READ": {
    label: "Read usage numbers",
    roles: EVERY_ROLE,
    delegable: true,
    environments: BOTH,
  },
  "PRODUCTS:READ": {
    label: "Read products, capabilities and surfaces",
    roles: EVERY_ROLE,
    delegable: true,
    environments: BOTH,
  },
  "PRODUCTS:WRITE": {
    label: "Create, change and delete products, capabilities and surfaces",
    roles: EDITORS,
    delegable: true,
    environments: PRODUCTION,
  },
  "SURFACE_KEYS:READ": {
    label: "See surface keys",
    roles: EVERY_ROLE,
    delegable: true,
    environments: BOTH,
  },
  "SURFACE_KEYS:WRITE": {
    label: "Create, change and revoke surface keys",
    roles: EDITORS,
    delegable: true,
    environments: PRODUCTION,
  },
  "SECRETS:READ": {
    label: "See which secrets there are",
    roles: EVERY_ROLE,
    delegable: false,
    environments: [],
  },
  "SECRETS:WRITE": {
    label: "Create, change and delete secrets",
    roles: ADMINS,
    delegable: false,
    environments: [],
  },
  "API_KEYS:READ": {
    label: "See platform keys",
    roles: EVERY_ROLE,
    delegable: false,
    environments: [],
  },
  "API_KEYS:WRITE": {
    label: "Create, change and revoke platform keys",
    roles: ADMINS,
    delegable: false,
    environments: [],
  },
} as const satisfies Record<`${string}:${PermissionAction}`, PermissionRule>;

export type Permission = keyof typeof PERMISSIONS;

const RULES: Readonly<Record<Permission, PermissionRule>> = PERMISSIONS;

export function ruleOf(permission: Permission): PermissionRule {
  return RULES[permission];
}

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(PERMISSIONS, name);
}

export const ALL_PERMISSIONS: readonly Permission[] = Object.keys(PERMISSIONS).filter(isPermission);

export const DELEGABLE_PERMISSIONS: readonly Permission[] = ALL_PERMISSIONS.filter(
  (name) => PERMISSIONS[name].delegable,
);

export function resourceOf(permission: string): string {
  return permission.slice(0, permission.indexOf(":"));
}

/** Resources in registry order, each with the permissions a key can hold on it. */
export const DELEGABLE_RESOURCES = [...new Set(DELEGABLE_PERMISSIONS.map(resourceOf))].map(
  (resource) => ({
    resource,
    permissions: DELEGABLE_PERMISSIONS.filter((name) => resourceOf(name) === resource),
  }),
);
