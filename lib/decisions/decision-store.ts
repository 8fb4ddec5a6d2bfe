import "server-only";
import type { LimitWindow } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";

/** What is known of a request when it is decided; enough to record it should the process die. */
export type AskedRequest = {
  requestId: string;
  method: string;
  /** Route pattern, such as `/v1/flows/{id}`. */
  route: string;
  /** The path as it was asked for; null where it is the route itself. */
  path: string | null;
  permission: string | null;
  /** As it may be recorded. */
  address: string | null;
  /** The address that the key's list is asked about. */
  callerAddress: string | null;
  userAgent: string | null;
  /** The run of a flow that it may begin. */
  run: { executionId: string; of: string | null } | null;
};

export type KeySnapshot = {
  organizationId: string;
  keyId: string;
  secretId: string;
  pepperVersion: number;
  name: string;
  environment: Environment;
  permissions: string[];
  allowedIps: string[];
  /** Unix milliseconds. */
  expiresAt: number | null;
  revision: number;
  /** For a key of a surface: whose it is and what it may call. */
  surface: KeySurface | null;
};

export type KeySurface = {
  productId: string;
  surfaceId: string;
  /** Ids of capabilities, or all of those on the surface. */
  capabilities: "all" | string[];
};

/** A surface and what stands behind one of its endpoints, at the moment of the decision. */
export type CallTarget = {
  paused: boolean;
  /** Whether every output is answered, not one. */
  answersAll: boolean;
  /** Null when the surface offers nothing there. */
  capability: CalledCapability | null;
};

/** What a call runs; revisions and versions name what may be kept, for it never changes. */
export type CalledCapability = {
  capabilityId: string;
  capabilityRevision: number;
  flowId: string;
  /** Of the draft. */
  flowRevision: number;
  publishedVersion: number | null;
  /** The step whose output is answered; the last output when null. */
  outputStep: string | null;
};

export type KeyReference = Pick<KeySnapshot, "organizationId" | "keyId" | "secretId">;

/** Why a recognised secret is not let in. */
export type DeadState = "revoked" | "disabled" | "expired" | "retired";

/** Names the journal entry that a decision belongs to. */
export type Ticket = {
  instance: string;
  batch: number;
  /** Unix milliseconds, by the database's clock. */
  at: number;
  /** How many decisions have this entry's ticket: once all are recorded the entry is done with. */
  size: number;
};

export type Verdict =
  | { state: "unknown" }
  | { state: DeadState; key: KeyReference; ticket: Ticket }
  | {
      state: "limited" | "accepted" | "address_not_allowed";
      key: KeySnapshot;
      windows: LimitWindow[];
      ticket: Ticket;
      /** For a key of a surface that calls an endpoint. */
      target: CallTarget | null;
    };

/** Judges a secret and charges the windows of its key, in one step and by one clock. */
export type DecisionStore = {
  /**
   * Decides for the secret with one of these hashes (hex), one per pepper; with the slug of an
   * endpoint, also says what stands there on the key's own surface.
   * Throws `unavailable` when the question could not be answered; nobody is let in then.
   */
  decide(hashes: readonly string[], request: AskedRequest, slug?: string): Promise<Verdict>;
};
