import "server-only";
import {
  callCapabilityContract,
  dispatchCapabilityContract,
  MAX_CAPABILITY_NAME,
  type SurfaceCall,
} from "@/lib/contracts/call/surface";
import { isShort } from "@/lib/contracts/fields";
import { assertStorable } from "@/lib/contracts/parse-input";
import { invalidField, invalidRequest } from "@/lib/core/errors";
import { isFields } from "@/lib/core/fields";

type Fields = Record<string, unknown>;

/** What a call brings: the input, what it came in, and the variables that the flow gets. */
export type CallInput = { input: unknown; around: Fields; variables: Fields };

const UNUSUAL = /\\u|__proto__/;
const NOTHING: CallInput = { input: {}, around: {}, variables: {} };

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

/** Refuses what no flow may get. Only what is written with escapes can hold it unseen. */
export function assertUsable(text: string, fields: Fields): void {
  if (UNUSUAL.test(text)) assertStorable(fields);
}

/** `{"input": ...}` alone wraps the input; any other body is the flow's variables. */
function callInput(fields: Fields): CallInput {
  const names = Object.keys(fields);
  if (names.length === 1 && names[0] === "input") return wrappedInput(fields.input);
  return { input: fields, around: fields, variables: fields };
}

/** The capability and the input that the body of a dispatch names. */
function dispatchInput(fields: Fields): CallInput & { name: string } {
  const { capability, input, ...others } = fields;
  const unknown = Object.keys(others);
  if (unknown.length > 0) {
    const issues = unknown.map((path) => ({ path, message: "Not a field of this request." }));
    throw invalidRequest(issues);
  }
  const isName = typeof capability === "string" && isShort(capability, MAX_CAPABILITY_NAME);
  if (!isName || capability === "") {
    throw invalidField("capability", "Give the name or slug of a capability.");
  }
  return { name: capability, ...("input" in fields ? wrappedInput(input) : NOTHING) };
}

function wrappedInput(input: unknown): CallInput {
  const around = { input };
  if (!isFields(input)) {
    return { input: around, around, variables: around };
  }
  return { input, around, variables: { ...input } };
}
