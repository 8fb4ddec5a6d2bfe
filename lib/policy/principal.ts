import type { Environment, Role } from "@/lib/policy/roles";

export type WindowName = "minute" | "hour" | "day";

/** A fixed window on the UTC clock. */
export type LimitWindow = {
  name: WindowName;
  limit: number;
  /** Requests charged so far. */
  used: number;
  /** Unix seconds at which it starts anew. */
  resetAt: number;
};

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
  name: string;
  /** Unix milliseconds. */
  expiresAt: number | null;
  /** Its limits after this request. */
  windows: readonly LimitWindow[];
};

export type Principal = UserPrincipal | PlatformKeyPrincipal;
