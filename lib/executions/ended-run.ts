import "server-only";
import type { ExecutionTrigger } from "@/lib/contracts/execution/contracts";
import type { FlowRun } from "@/lib/contracts/flow/run";
import type { Environment } from "@/lib/policy/roles";

/** How a run begins: under which id, and when by the database's clock. */
export type RunStart = Pick<EndedRun, "id" | "startedAt">;

/** What a request knows of its run before that begins. */
export type RunBeginning = {
  /** As it was journaled with the decision on a key. */
  start: RunStart | undefined;
  /** Told before the first step that can have an effect, which is not run when this rejects. */
  begin: ((executionId: string) => Promise<void>) | undefined;
};

/** A run of a flow that has ended, as it happened. */
export type EndedRun = {
  id: string;
  organizationId: string;
  /** Null for steps that came with the request. */
  flowId: string | null;
  /** Null when the draft ran. */
  versionNumber: number | null;
  environment: Environment;
  trigger: ExecutionTrigger;
  keyId: string | null;
  userId: string | null;
  productId: string | null;
  surfaceId: string | null;
  capabilityId: string | null;
  requestId: string;
  /** Unix milliseconds. */
  startedAt: number;
  input: unknown;
  run: FlowRun;
};
