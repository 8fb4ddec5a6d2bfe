import "server-only";

/** A surface as a call needs it. */
export type CalledSurface = {
  id: string;
  productId: string;
  organizationId: string;
  paused: boolean;
  /** Whether every output is answered, not one. */
  answersAll: boolean;
};

/** A capability that is offered on a surface, as a call needs it. */
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

/** Where a call goes. Without a capability the surface offers none of that name. */
export type CallTarget = { surface: CalledSurface; capability: CalledCapability | undefined };
