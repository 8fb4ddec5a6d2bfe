import "server-only";
import { compileJson } from "@/lib/flows/compile-template";
import type { Executor } from "@/lib/flows/executor";

export const setVariableStep: Executor<"set-variable"> = ({ value }) => {
  const render = compileJson(value, "value");
  return { work: ({ scope }) => render(scope) };
};
