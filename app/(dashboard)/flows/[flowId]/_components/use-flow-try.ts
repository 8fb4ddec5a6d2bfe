"use client";

import { useState } from "react";
import { tryFlow } from "@/app/(dashboard)/flows/actions";
import { useAct } from "@/components/hooks/use-act";
import type { Trouble } from "@/components/trouble/trouble";
import type { FlowRun } from "@/lib/contracts/flow/run";
import type { Environment } from "@/lib/policy/roles";
import { numbered, type StepDraft, sameJson } from "./step-draft";

export type FlowTry = {
  running: boolean;
  run: FlowRun | null;
  /** Whether the steps were edited since that run began. */
  isOutdated: boolean;
  /** Why it could not be run. */
  trouble: Trouble | null;
  start: (input: Record<string, unknown>, environment: Environment) => void;
};

/** Runs steps that need not be saved. */
export function useFlowTry(flowId: string, steps: readonly StepDraft[]): FlowTry {
  const { act, busy: running, trouble } = useAct();
  const [run, setRun] = useState<FlowRun | null>(null);
  const [ran, setRan] = useState(steps);

  function start(input: Record<string, unknown>, environment: Environment) {
    const asked = { id: flowId, steps: numbered(steps), input, environment };
    void act(tryFlow, asked, {
      onDone(value) {
        setRun(value);
        setRan(steps);
      },
    });
  }

  const isOutdated = run !== null && ran !== steps && !sameJson(numbered(ran), numbered(steps));
  return { running, run: trouble ? null : run, isOutdated, trouble, start };
}
