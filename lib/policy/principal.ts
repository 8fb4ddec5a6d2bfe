import type { LimitName } from "@/lib/core/windows";
import type { Environment, Role } from "@/lib/policy/roles";

/** A fixed window on the UTC clock, of a key or of all keys of its customer. */
export type LimitWindow = {
  name: LimitName;
  /** How long it is; months differ. */
  seconds: number;
  limit: number;
  /** Requests charged so far; of a month, units. */
  used: number;
  /** How much this request takes where it is let in; 0 where it is let in whatever is left. */
  takes: number;
  /** Unix seconds at which it resets. */
  resetAt: number;
};

/** What a customer may spend in a month: in millionths of the currency, where a window counts requests. */
export type SpendCap = Omit<LimitWindow, "name"> & { name: "customer-spend"; currency: string };

/** A signed-in person, acting in one of their organizations. */
export type UserPrincipal = {
  kind: "user";
  organizationId: string;
  userId: string;
  sessionId: string;
  role: Role;
};

type KeyFacts = {
  organizationId: string;
  keyId: string;
  secretId: string;
  environment: Environment;
  name: string;
  /** Where it may be used from; empty for everywhere. */
  allowedIps: readonly string[];
  /** Unix milliseconds. */
  expiresAt: number | null;
  /** Whom it was handed to. */
  customerId: string | null;
  /** Its limits after this request. */
  windows: readonly LimitWindow[];
};

/** A caller with a platform key. */
export type PlatformKeyPrincipal = KeyFacts & {
  kind: "platformKey";
  /** Scopes as granted, wildcards included. */
  permissions: readonly string[];
};

/** A caller with a key of a product's surface. */
export type SurfaceKeyPrincipal = KeyFacts & {
  kind: "surfaceKey";
  productId: string;
  surfaceId: string;
  /** Ids of the capabilities it may call; of those on its surface, now and later, when all. */
  capabilities: "all" | readonly string[];
};

export type KeyPrincipal = PlatformKeyPrincipal | SurfaceKeyPrincipal;

export type Principal = UserPrincipal | KeyPrincipal;
