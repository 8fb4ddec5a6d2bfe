import "server-only";
import { compileValue } from "@/lib/flows/compile-template";
import type { Executor } from "@/lib/flows/executor";

export const templateStep: Executor<"template"> = ({ template }) => {
  const render = compileValue(template, "template");
  return { work: ({ scope }) => render(scope) ?? "" };
};
