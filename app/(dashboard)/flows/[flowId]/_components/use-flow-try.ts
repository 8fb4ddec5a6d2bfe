"use client";

import { useState } from "react";
import {
  numbered,
  type StepDraft,
  sameJson,
} from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import { tryFlow } from "@/app/(dashboard)/flows/actions";
import type { FlowRun } from "@/lib/contracts/flow-run";
import type { Environment } from "@/lib/policy/roles";

export type FlowTry = {
  running: boolean;
  run: FlowRun | null;
  /** Whether the steps were edited since that run began. */
  isOutdated: boolean;
  /** Why it could not be run. */
  problem: string | null;
  start: (input: Record<string, unknown>, environment: Environment) => Promise<void>;
};

/** Runs steps that need not be saved. */
export function useFlowTry(flowId: string, steps: readonly StepDraft[]): FlowTry {
  const [running, setRunning] = useState(false);
  const [run, setRun] = useState<FlowRun | null>(null);
  const [ran, setRan] = useState(steps);
  const [problem, setProblem] = useState<string | null>(null);

  async function start(input: Record<string, unknown>, environment: Environment) {
    setRunning(true);
    setProblem(null);
    const sent = steps;
    try {
      const result = await tryFlow({ id: flowId, steps: numbered(sent), input, environment });
      setRun(result.ok ? result.value : null);
      setRan(sent);
      if (!result.ok) setProblem(result.error.details);
    } catch {
      setProblem("The server could not be reached.");
    } finally {
      setRunning(false);
    }
  }

  const isOutdated = run !== null && ran !== steps && !sameJson(numbered(ran), numbered(steps));
  return { running, run, isOutdated, problem, start };
}
