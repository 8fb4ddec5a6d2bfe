"use client";

import { useState } from "react";
import { numbered, type StepDraft } from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import { tryFlow } from "@/app/(dashboard)/flows/actions";
import type { FlowRun } from "@/lib/contracts/flow-run";
import type { Environment } from "@/lib/policy/roles";

export type FlowTry = {
  running: boolean;
  run: FlowRun | null;
  /** Why it could not be run. */
  problem: string | null;
  start: (input: Record<string, unknown>, environment: Environment) => Promise<void>;
};

/** Runs steps that need not be saved. */
export function useFlowTry(flowId: string, steps: readonly StepDraft[]): FlowTry {
  const [running, setRunning] = useState(false);
  const [run, setRun] = useState<FlowRun | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function start(input: Record<string, unknown>, environment: Environment) {
    setRunning(true);
    setProblem(null);
    try {
      const result = await tryFlow({ id: flowId, steps: numbered(steps), input, environment });
      setRun(result.ok ? result.value : null);
      if (!result.ok) setProblem(result.error.details);
    } catch {
      setProblem("The server could not be reached.");
    } finally {
      setRunning(false);
    }
  }

  return { running, run, problem, start };
}
