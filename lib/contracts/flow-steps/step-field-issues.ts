import { parseExpression } from "@/lib/contracts/expression/expression";
import {
  parseRequestTemplate,
  parseTemplate,
  SECRET_PLACES,
  secretsNamed,
} from "@/lib/contracts/expression/template";
import { valueAt } from "@/lib/core/fields";
import { CREDENTIAL_PROBLEM, holdsToken } from "./request-headers";
import type { StepField } from "./step-field";

type Issue = { path: (string | number)[]; message: string };

type Step = { name: string; when?: string | undefined; config: object };

/** What is wrong with the templates, conditions and checked fields of a step; paths start at it. */
export function fieldIssues(step: Step, fields: readonly StepField[]): Issue[] {
  const when = step.when === undefined ? [] : expressionIssues(step.when, ["when"]);
  return [
    ...secretIssues(step.name, ["name"]),
    ...when,
    ...fields.flatMap((field) => {
      const path = ["config", ...field.path.split(".")];
      const value = valueAt(step, path);
      return [
        ...textIssues(field, value, path),
        ...credentialIssues(field, value, path),
        ...checkIssues(field, value, path),
      ];
    }),
  ];
}

function textIssues(field: StepField, value: unknown, path: string[]): Issue[] {
  if (field.widget === "expression") {
    return typeof value === "string" ? expressionIssues(value, path) : [];
  }
  const named = field.widget === "steps" ? [] : namesIssues(value, path, field.templates);
  return field.templates ? [...named, ...templateIssues(field, value, path)] : named;
}

/** Secrets in the names of members, and in texts that are no templates. */
function namesIssues(value: unknown, path: (string | number)[], templates: boolean): Issue[] {
  if (typeof value === "string") return templates ? [] : secretIssues(value, path);
  if (typeof value !== "object" || value === null) return [];
  const list = Array.isArray(value);
  return Object.entries(value).flatMap(([name, inner]) => [
    ...secretIssues(name, path),
    ...namesIssues(inner, [...path, list ? Number(name) : name], templates),
  ]);
}

function secretIssues(text: string, path: (string | number)[]): Issue[] {
  return secretsNamed(text).length > 0 ? [{ path, message: `${SECRET_PLACES}.` }] : [];
}

/** Headers are looked at more closely, by their own check. */
function credentialIssues({ widget }: StepField, value: unknown, path: string[]): Issue[] {
  if (widget === "steps" || widget === "pairs") return [];
  return holdsToken(JSON.stringify(value) ?? "") ? [{ path, message: CREDENTIAL_PROBLEM }] : [];
}

function checkIssues({ check }: StepField, value: unknown, path: string[]): Issue[] {
  return (check?.(value) ?? []).map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

function expressionIssues(text: string, path: string[]): Issue[] {
  if (text === "") return [];
  const { problem } = parseExpression(text);
  return problem === undefined ? [] : [{ path, message: problem }];
}

function templateIssues(field: StepField, value: unknown, path: (string | number)[]): Issue[] {
  if (typeof value === "string") {
    const { problem } = field.secrets ? parseRequestTemplate(value) : parseTemplate(value);
    return problem === undefined ? [] : [{ path, message: problem }];
  }
  if (typeof value !== "object" || value === null) return [];
  const list = Array.isArray(value);
  return Object.entries(value).flatMap(([name, inner]) =>
    templateIssues(field, inner, [...path, list ? Number(name) : name]),
  );
}
