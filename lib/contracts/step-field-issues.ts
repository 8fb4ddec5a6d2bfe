import { parseExpression } from "@/lib/contracts/expression";
import type { StepField } from "@/lib/contracts/step-field";
import { parseTemplate } from "@/lib/contracts/template";

type Issue = { path: (string | number)[]; message: string };

type Step = { when?: string | undefined; config: object };

/** What is wrong with the templates, conditions and checked fields of a step; paths start at it. */
export function fieldIssues(step: Step, fields: readonly StepField[]): Issue[] {
  const when = step.when === undefined ? [] : expressionIssues(step.when, ["when"]);
  return [
    ...when,
    ...fields.flatMap((field) => {
      const path = ["config", ...field.path.split(".")];
      const value = valueAt(step.config, field.path);
      return [...textIssues(field, value, path), ...checkIssues(field, value, path)];
    }),
  ];
}

/** The value of a field in a config; undefined when it is not given. */
export function valueAt(config: unknown, path: string): unknown {
  let value = config;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

function textIssues(field: StepField, value: unknown, path: string[]): Issue[] {
  if (field.widget === "expression") {
    return typeof value === "string" ? expressionIssues(value, path) : [];
  }
  return field.templates ? templateIssues(value, path) : [];
}

function checkIssues({ check }: StepField, value: unknown, path: string[]): Issue[] {
  return (check?.(value) ?? []).map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

function expressionIssues(text: string, path: string[]): Issue[] {
  if (text === "") return [];
  const { problem } = parseExpression(text);
  return problem === undefined ? [] : [{ path, message: problem }];
}

function templateIssues(value: unknown, path: (string | number)[]): Issue[] {
  if (typeof value === "string") {
    const { problem } = parseTemplate(value);
    return problem === undefined ? [] : [{ path, message: problem }];
  }
  if (typeof value !== "object" || value === null) return [];
  const list = Array.isArray(value);
  return Object.entries(value).flatMap(([name, inner]) =>
    templateIssues(inner, [...path, list ? Number(name) : name]),
  );
}
