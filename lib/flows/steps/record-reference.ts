import "server-only";
import { compileText, type Render } from "@/lib/flows/compile-template";
import type { Scope } from "@/lib/flows/scope";
import { StepError } from "@/lib/flows/step-error";

/** A text that names a type or a record; throws StepError when nothing is left of it. */
export function compileName(template: string, field: string): Render<string> {
  const render = compileText(template, field);
  return (scope) => {
    const name = render(scope).trim();
    if (name === "") throw new StepError(`${field}: The text is empty.`);
    return name;
  };
}

/** The variable as metadata; throws StepError unless it is an object. */
export function metadataFrom({ input, variables }: Scope, name: string): Record<string, unknown> {
  const own = Object.hasOwn(input, name) ? input[name] : undefined;
  const value = variables.has(name) ? variables.get(name) : own;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new StepError(`sourceVariable: ${name} is not an object.`);
  }
  return { ...value };
}
