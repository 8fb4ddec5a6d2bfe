import type { Expression } from "@/lib/contracts/expression-tree";
import type { Path } from "@/lib/contracts/template";

/** The paths that a condition reads, in order of appearance. */
export function expressionPaths(expression: Expression): Path[] {
  switch (expression.kind) {
    case "literal":
      return [];
    case "text":
      return expression.template.parts.filter((part) => typeof part !== "string");
    case "path":
      return [expression.path];
    case "not":
      return expressionPaths(expression.of);
    case "and":
    case "or":
    case "compare":
      return [...expressionPaths(expression.left), ...expressionPaths(expression.right)];
  }
}
