import "server-only";
import {
  type Comparison,
  type Expression,
  parseExpression,
} from "@/lib/contracts/expression/expression";
import { charactersRead, compare } from "@/lib/flows/compare";
import { compileParts, type Render } from "@/lib/flows/compile-template";
import { readPath } from "@/lib/flows/scope";
import { StepError } from "@/lib/flows/step-error";

/** A condition, true or false as in JavaScript; throws {@link StepError} when it cannot be read. */
export function compileCondition(text: string, field: string): Render<boolean> {
  const parsed = parseExpression(text);
  if (parsed.problem !== undefined) throw new StepError(`${field}: ${parsed.problem}`);
  const evaluate = compile(parsed.expression);
  return (scope) => Boolean(evaluate(scope));
}

function compile(expression: Expression): Render {
  switch (expression.kind) {
    case "literal":
      return () => expression.value;
    case "path":
      return (scope) => readPath(scope, expression.path);
    case "text":
      return compileParts(expression.template.parts, "condition");
    case "not": {
      const of = compile(expression.of);
      return (scope) => !of(scope);
    }
    case "and":
    case "or":
      return compileBoth(expression.kind, compile(expression.left), compile(expression.right));
    case "compare":
      return compileComparison(
        expression.operator,
        compile(expression.left),
        compile(expression.right),
      );
  }
}

function compileBoth(kind: "and" | "or", left: Render, right: Render): Render {
  return kind === "and"
    ? (scope) => left(scope) && right(scope)
    : (scope) => left(scope) || right(scope);
}

function compileComparison(operator: Comparison, left: Render, right: Render): Render {
  return (scope) => {
    const [one, other] = [left(scope), right(scope)];
    scope.texts.take(charactersRead(operator, one, other));
    return compare(operator, one, other);
  };
}
