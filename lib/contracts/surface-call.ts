import type { ErrorCode } from "@/lib/core/errors";

/** A way to call a capability of a surface, beside the verbs: its errors have a form of their own. */
export type SurfaceCall = {
  name: "surface.call" | "surface.dispatch";
  method: "POST";
  path: `/v1/${string}`;
};

export const callCapabilityContract = {
  name: "surface.call",
  method: "POST",
  path: "/v1/products/{id}/surfaces/{surfaceId}/api/{capabilitySlug}",
} as const satisfies SurfaceCall;

export const dispatchCapabilityContract = {
  name: "surface.dispatch",
  method: "POST",
  path: "/v1/products/{id}/surfaces/{surfaceId}/api/dispatch",
} as const satisfies SurfaceCall;

export const SURFACE_CALLS: readonly SurfaceCall[] = [
  callCapabilityContract,
  dispatchCapabilityContract,
];

/** Characters of the slug or name by which a capability is called. */
export const MAX_CAPABILITY_NAME = 255;

/** Statuses and `error` texts of calls: flat, and without `details` where the text says it all. */
export const SURFACE_ERRORS = {
  unauthorized: [401, "Invalid or missing API key"],
  wrongResource: [403, "API key does not have permission to access this resource"],
  wrongCapability: [403, "API key does not have permission to access this capability"],
  unknownCapability: [404, "Capability not found"],
  paused: [503, "Surface is paused"],
  unpublished: [503, "Capability has no published version"],
  stepFailed: [502, "A step of the capability failed"],
  timedOut: [504, "The capability took too long"],
  keyReused: [409, "Idempotency-Key was used with another request"],
  keyNotKept: [409, "The answer to this Idempotency-Key was too large to be kept"],
  interrupted: [409, "The run of this Idempotency-Key was interrupted, and is not repeated"],
  keyInUse: [409, "A request with this Idempotency-Key is still running"],
} as const satisfies Record<string, readonly [status: number, error: string]>;

export type SurfaceError = keyof typeof SURFACE_ERRORS;

/** What an error of any route is called on a surface. */
export const FLAT_ERRORS: Partial<Record<ErrorCode, SurfaceError>> = {
  unauthorized: "unauthorized",
  forbidden: "wrongResource",
  not_found: "unknownCapability",
};
