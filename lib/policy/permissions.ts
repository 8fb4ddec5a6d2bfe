import { ENVIRONMENTS, type Environment, ROLES, type Role } from "@/lib/policy/roles";

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

const EDITORS = ["owner", "admin", "member"] as const;
const ADMINS = ["owner", "admin"] as const;
const PRODUCTION = ["production"] as const;

/** The one registry: the picker, the role table, OpenAPI and the error text derive from it. */
export const PERMISSIONS = {
  "FLOWS:READ": forKeys("Read flows", ROLES),
  "FLOWS:WRITE": forKeys("Create, change and delete flows", EDITORS),
  "FLOWS:EXECUTE": forKeys("Publish and run flows", EDITORS),
  "RECORDS:READ": forKeys("Read records", ROLES),
  "RECORDS:WRITE": forKeys("Create, change and delete records", EDITORS),
  "PROMPTS:READ": forKeys("Read prompts", ROLES),
  "PROMPTS:WRITE": forKeys("Create, change and delete prompts", EDITORS),
  "ANALYTICS:READ": forKeys("Read usage numbers", ROLES),
  "PRODUCTS:READ": forKeys("Read products, capabilities and surfaces", ROLES),
  "PRODUCTS:WRITE": forKeys(
    "Create, change and delete products, capabilities and surfaces",
    EDITORS,
    PRODUCTION,
  ),
  "SURFACE_KEYS:READ": forKeys("See surface keys", ROLES),
  "SURFACE_KEYS:WRITE": forKeys("Create, change and revoke surface keys", EDITORS, PRODUCTION),
  "CUSTOMERS:READ": forKeys("See customers, plans and what they use", ROLES),
  "CUSTOMERS:WRITE": forKeys("Create, change, suspend and delete customers", EDITORS, PRODUCTION),
  "COSTS:READ": forPeople("See costs, and the prices of plans", ADMINS),
  "PLANS:WRITE": forPeople("Create, change and delete plans", ADMINS),
  "SECRETS:READ": forPeople("See which secrets there are", ROLES),
  "SECRETS:WRITE": forPeople("Create, change and delete secrets", ADMINS),
  "API_KEYS:READ": forPeople("See platform keys", ROLES),
  "API_KEYS:WRITE": forPeople("Create, change and revoke platform keys", ADMINS),
} satisfies Record<`${string}:${PermissionAction}`, PermissionRule>;

/** What keys of some environments can hold too. */
function forKeys(
  label: string,
  roles: readonly Role[],
  environments: readonly Environment[] = ENVIRONMENTS,
): PermissionRule {
  return { label, roles, delegable: true, environments };
}

function forPeople(label: string, roles: readonly Role[]): PermissionRule {
  return { label, roles, delegable: false, environments: [] };
}

export type Permission = keyof typeof PERMISSIONS;

/** What no key is granted, but a platform key has with all of these. */
export const FOLLOWS: Partial<Record<Permission, readonly Permission[]>> = {
  "COSTS:READ": ["CUSTOMERS:READ", "ANALYTICS:READ"],
};

export function ruleOf(permission: Permission): PermissionRule {
  return PERMISSIONS[permission];
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
