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
