import "server-only";
import type { WindowCounts } from "@/lib/core/windows";
import type { JournaledRequest, KeyReference, Ticket } from "@/lib/journal/journal-entry";
import type { LimitWindow } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";

export type AskedRequest = JournaledRequest & {
  /** The address that the key's list is asked about. */
  callerAddress: string | null;
};

export type KeySnapshot = KeyReference & {
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

/** Why a recognised secret is not let in. */
export type DeadState = "revoked" | "disabled" | "expired" | "retired";

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

/** Judges secrets, and charges the windows of their keys in the same step and by the same clock. */
export type DecisionStore = {
  /** Names this process: in the journal, in `instances`, and in what else it holds for a while. */
  readonly instance: string;
  /**
   * Decides for the secret with one of these hashes (hex), one per pepper; with the slug of an
   * endpoint, also says what stands there on the key's own surface.
   * Throws `unavailable` when the question could not be answered; nobody is let in then.
   */
  decide(hashes: readonly string[], request: AskedRequest, slug?: string): Promise<Verdict>;
  /** Requests of a key that are charged in the windows that are open now. */
  windowsNow(organizationId: string, keyId: string): Promise<WindowCounts>;
  /** Rejects where a decision could not be written. */
  probe(): Promise<void>;
  /** Ends when everything that was decided is answered. */
  close(): Promise<void>;
};
