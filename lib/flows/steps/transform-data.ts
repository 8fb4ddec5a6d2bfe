import "server-only";
import type { Executor } from "@/lib/flows/executor";
import { runScript } from "@/lib/flows/sandbox/run-script";
import { valuesOf } from "@/lib/flows/scope";

export const transformDataStep: Executor<"transform-data"> = ({ script }) => ({
  work: ({ scope, owner, signal }) => runScript({ script, ...valuesOf(scope), owner, signal }),
});
