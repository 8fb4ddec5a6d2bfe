import "server-only";
import {
  callCapabilityContract,
  dispatchCapabilityContract,
  type SurfaceCall,
} from "@/lib/contracts/surface-call";
import { type CallInput, callInput, dispatchInput } from "@/lib/services/call/call-input";
import type { CapabilityName } from "@/lib/services/call/resolve-target";

type Fields = Record<string, unknown>;

/** A way to call a surface: which capability a request means, and with what input. */
export type SurfaceVerb = {
  contract: SurfaceCall;
  /** The capability that the path names; undefined where the body does. */
  nameInPath: (params: Fields) => CapabilityName | undefined;
  /** Throws `bad_request`. */
  read: (fields: Fields) => CallInput & { name?: string };
};

export const callBySlug: SurfaceVerb = {
  contract: callCapabilityContract,
  nameInPath: ({ capabilitySlug }) => ({ slug: String(capabilitySlug) }),
  read: callInput,
};

export const callByName: SurfaceVerb = {
  contract: dispatchCapabilityContract,
  nameInPath: () => undefined,
  read: dispatchInput,
};
