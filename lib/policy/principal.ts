import type { Environment, Role } from "@/lib/policy/roles";

/** A signed-in person, acting in one of their organizations. */
export type UserPrincipal = {
  kind: "user";
  organizationId: string;
  userId: string;
  sessionId: string;
  role: Role;
};

/** A caller with a platform key. */
export type PlatformKeyPrincipal = {
  kind: "platformKey";
  organizationId: string;
  keyId: string;
  secretId: string;
  environment: Environment;
  /** Scopes as granted, wildcards included. */
  permissions: readonly string[];
  /** The version of the key that was judged; a write holds only while it is still the current one. */
  revision: number;
};

export type Principal = UserPrincipal | PlatformKeyPrincipal;
