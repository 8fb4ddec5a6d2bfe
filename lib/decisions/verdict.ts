import "server-only";
import type { JournaledRequest, KeyReference, Taken, Ticket } from "@/lib/journal/journal-entry";
import type { LimitWindow, SpendCap } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";

export type AskedRequest = JournaledRequest & {
  /** The address that the key's list is asked about. */
  callerAddress: string | null;
};

export type KeySnapshot = KeyReference & {
  pepperVersion: number;
  name: string;
  environment: Environment;
  permissions: readonly string[];
  allowedIps: readonly string[];
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
  capabilities: "all" | readonly string[];
};

/** A surface and what one of its endpoints calls. */
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
  /** Units of its customer's quota that a call takes. */
  weight: number;
  /** The step whose output is answered; the last output when null. */
  outputStep: string | null;
  /** What a call costs, the newest first: from when on (Unix milliseconds), in millionths. */
  costs: readonly (readonly [from: number, unitCost: number | null])[];
};

/** Why a recognised secret is not let in. */
export type DeadState = "revoked" | "disabled" | "expired" | "retired";

export type Verdict =
  | { state: "unknown" }
  | { state: DeadState; key: KeyReference; ticket: Ticket }
  | {
      state: "limited" | "accepted" | "address_not_allowed" | "suspended";
      key: KeySnapshot;
      windows: LimitWindow[];
      ticket: Ticket;
      /** Among all requests that the windows of the key were ever asked about. */
      place: number;
      taken: Taken;
      /** Where it may have refused the request. */
      spend: SpendCap | null;
      /** For a key of a surface that calls an endpoint. */
      target: CallTarget | null;
    };
