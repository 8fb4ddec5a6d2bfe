import "server-only";
import { branchesOf, type FlowStep } from "@/lib/contracts/flow-step";
import type { Permission } from "@/lib/policy/permissions";
import type { Principal } from "@/lib/policy/principal";
import { assertHolds } from "@/lib/services/assert-holds";

/** What steps do with records that a caller brings along; those of stored flows were allowed once. */
const NEEDS = new Map<FlowStep["type"], Permission>([
  ["get-record", "RECORDS:READ"],
  ["list-records", "RECORDS:READ"],
  ["upsert-record", "RECORDS:WRITE"],
  ["update-record", "RECORDS:WRITE"],
]);

/** Throws `forbidden` unless the caller may do with records what their steps do. */
export function assertRecordSteps(principal: Principal, steps: readonly FlowStep[]): void {
  for (const step of steps) {
    const permission = NEEDS.get(step.type);
    if (permission) assertHolds(principal, permission);
    for (const branch of Object.values(branchesOf(step) ?? {})) {
      assertRecordSteps(principal, branch);
    }
  }
}
