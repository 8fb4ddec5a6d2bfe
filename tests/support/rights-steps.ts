import type { Permission } from "@/lib/policy/permissions";
import { UPSTREAM } from "./rights-upstream";

/** What a step does beyond its flow: what a permission allows, or that a secret leaves. */
export type Effect = Permission | "SECRET";

const facts = { order: 0, enabled: true };
const ada = { recordType: "customer", recordName: "Ada" };

const STEPS = {
  greet: { type: "template", config: { template: "Hello {{name}}", outputVariable: "greeting" } },
  list: { type: "list-records", config: { recordType: "customer", outputVariable: "all" } },
  get: { type: "get-record", config: { ...ada, outputVariable: "ada" } },
  keep: {
    type: "upsert-record",
    config: { recordType: "customer", recordName: "Kept", sourceVariable: "data" },
  },
  merge: { type: "update-record", config: { ...ada, sourceVariable: "data" } },
  tell: {
    type: "api-call",
    config: {
      http: {
        method: "GET",
        url: `http://${UPSTREAM}/`,
        headers: { "X-Token": "{{secret:TOKEN}}" },
      },
      outputVariable: "told",
    },
  },
} as const;

const EFFECTS = new Map<string, Effect>([
  ["list-records", "RECORDS:READ"],
  ["get-record", "RECORDS:READ"],
  ["upsert-record", "RECORDS:WRITE"],
  ["update-record", "RECORDS:WRITE"],
  ["api-call", "SECRET"],
]);

export const STEP_KINDS = ["greet", "list", "get", "keep", "merge", "tell"] as const;

export type StepPlan = { kind: (typeof STEP_KINDS)[number]; isNested: boolean; enabled: boolean };

/** Steps as a caller of the API writes them. */
export function stepsOf(plans: readonly StepPlan[]): object[] {
  return plans.map(({ kind, isNested, enabled }, at) => {
    const step = { ...facts, ...STEPS[kind], id: `s${at}`, name: kind, enabled };
    if (!isNested) return step;
    const config = { condition: "1 == 1", trueSteps: [step], falseSteps: [] };
    return { ...facts, id: `c${at}`, name: "if", type: "conditional", config };
  });
}

/** What steps need that someone stores. */
export function needsOfPlans(plans: readonly StepPlan[]): ReadonlySet<Effect> {
  return new Set(plans.flatMap(({ kind }) => EFFECTS.get(STEPS[kind].type) ?? []));
}

/** What the steps of a run's timeline did. */
export function effectsOf(timeline: unknown): Effect[] {
  const steps: { type: string; status: string }[] = Array.isArray(timeline) ? timeline : [];
  const reached = steps.filter(({ status }) => status !== "skipped" && status !== "not_reached");
  return reached.flatMap(({ type }) => EFFECTS.get(type) ?? []);
}
