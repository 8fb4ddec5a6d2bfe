import "server-only";
import {
  callCapabilityContract,
  dispatchCapabilityContract,
  type SurfaceCall,
} from "@/lib/contracts/call/surface";
import { type CallInput, callInput, dispatchInput } from "./call-input";

type Fields = Record<string, unknown>;

const SLUG = /^[a-z0-9-]{1,100}$/;

/** No endpoint has it. */
const NOWHERE = "";

/** A way to call a surface: which capability a request means, and with what input. */
export type SurfaceVerb = {
  contract: SurfaceCall;
  /** The endpoint that the path names; undefined where the body names the capability. */
  slugInPath: (params: Fields) => string | undefined;
  /** Throws `bad_request`. */
  read: (fields: Fields) => CallInput & { name?: string };
};

export const callBySlug: SurfaceVerb = {
  contract: callCapabilityContract,
  slugInPath: ({ capabilitySlug }) => {
    const slug = String(capabilitySlug);
    return SLUG.test(slug) ? slug : NOWHERE;
  },
  read: callInput,
};

export const callByName: SurfaceVerb = {
  contract: dispatchCapabilityContract,
  slugInPath: () => undefined,
  read: dispatchInput,
};
