import "server-only";
import { FAILED, type Outcome } from "@/lib/core/outcome";
import type { Environment } from "@/lib/policy/roles";

type EndedCall = {
  /** Null where the key was not let in. */
  environment: Environment | null;
  customerId: string | null;
  capabilityId: string | null;
  outcome: Outcome;
  /** Whether the plan bills calls that fail. */
  failureBilled: boolean;
};

/** Whether a customer is billed for a call, as it ended. */
export function isBillable(call: EndedCall): boolean {
  const { environment, customerId, capabilityId, outcome, failureBilled } = call;
  const isCall = environment === "production" && customerId !== null && capabilityId !== null;
  return isCall && (outcome === "ok" || (failureBilled && FAILED.includes(outcome)));
}
