import { expressionPaths, parseExpression } from "@/lib/contracts/expression/expression";
import { type Path, parseTemplate } from "@/lib/contracts/expression/template";
import { branchesOf, type FlowStep, stepForms } from "@/lib/contracts/flow-steps/flow-step";
import type { StepField } from "@/lib/contracts/flow-steps/step-field";
import { valueAt } from "@/lib/core/fields";

/** `input.name` and `input["name"]` in a script. */
const SCRIPT_INPUT = /\binput(?:\.([A-Za-z_]\w*)|\[(?:"([^"\\]+)"|'([^'\\]+)')\])/g;

/** The inputs that the steps read and no earlier step sets, in order of appearance. */
export function flowVariables(steps: readonly FlowStep[]): string[] {
  const inputs = new Set<string>();
  collect(steps, inputs, new Set());
  return [...inputs];
}

type ParametersSchema = {
  type: "object";
  properties: Record<string, object>;
  required: string[];
  additionalProperties: true;
};

/** A JSON Schema with one property for each input that the steps read. */
export function deriveParametersSchema(steps: readonly FlowStep[]): ParametersSchema {
  const properties = Object.fromEntries(flowVariables(steps).map((name) => [name, {}]));
  return { type: "object", properties, required: [], additionalProperties: true };
}

function collect(steps: readonly FlowStep[], inputs: Set<string>, known: Set<string>): void {
  for (const step of steps) {
    if (!step.enabled) continue;
    const fields = stepForms.find(({ type }) => type === step.type)?.fields ?? [];
    const read = [
      ...expressionNames(step.when),
      ...fields.flatMap((field) => namesRead(field, valueAt(step.config, field.path.split(".")))),
    ];
    for (const name of read) if (!known.has(name)) inputs.add(name);
    for (const branch of Object.values(branchesOf(step) ?? {})) collect(branch, inputs, known);
    for (const { path, variable } of fields) {
      const name = variable === "sets" ? valueAt(step.config, path.split(".")) : undefined;
      if (typeof name === "string") known.add(name);
    }
  }
}

function namesRead({ widget, variable, templates }: StepField, value: unknown): string[] {
  if (variable === "reads") return typeof value === "string" ? [value] : [];
  if (widget === "expression") return expressionNames(value);
  if (widget === "code") return typeof value === "string" ? scriptNames(value) : [];
  return templates ? templateNames(value) : [];
}

function templateNames(value: unknown): string[] {
  if (typeof value === "string") {
    return parseTemplate(value).parts.flatMap((part) =>
      typeof part === "string" ? [] : rootOf(part),
    );
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(templateNames);
}

function expressionNames(value: unknown): string[] {
  const parsed = typeof value === "string" ? parseExpression(value) : undefined;
  return parsed?.problem === undefined && parsed
    ? expressionPaths(parsed.expression).flatMap(rootOf)
    : [];
}

function scriptNames(script: string): string[] {
  return Array.from(script.matchAll(SCRIPT_INPUT), ([, a, b, c]) => a ?? b ?? c ?? "");
}

/** The input a path begins at: `input.name` and `name` are the same one. */
function rootOf([first, second]: Path): string[] {
  if (first !== "input") return [first];
  return second === undefined ? [] : [second];
}
