import { branchesOf, type FlowStep, type StepType } from "@/lib/contracts/flow-step";
import type { Permission } from "@/lib/policy/permissions";

/** What each type of step needs for what it does to the organization's data. */
const NEEDS: Readonly<Record<StepType, readonly Permission[]>> = {
  template: [],
  "set-variable": [],
  "transform-data": [],
  conditional: [],
  "fetch-url": [],
  "api-call": [],
  "get-record": ["RECORDS:READ"],
  "list-records": ["RECORDS:READ"],
  "upsert-record": ["RECORDS:WRITE"],
  "update-record": ["RECORDS:WRITE"],
};

/** The permissions that the steps need, those in branches and disabled ones included. */
export function needsOf(steps: readonly FlowStep[]): ReadonlySet<Permission> {
  return new Set(
    steps.flatMap((step) => [
      ...NEEDS[step.type],
      ...needsOf(Object.values(branchesOf(step) ?? {}).flat()),
    ]),
  );
}
