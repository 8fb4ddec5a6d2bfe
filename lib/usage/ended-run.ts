import "server-only";
import type { ExecutionTrigger } from "@/lib/contracts/execution";
import type { FlowRun } from "@/lib/contracts/flow-run";
import type { Environment } from "@/lib/policy/roles";

/** How a run begins: under which id, and when by the database's clock. */
export type RunStart = Pick<EndedRun, "id" | "startedAt">;

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
