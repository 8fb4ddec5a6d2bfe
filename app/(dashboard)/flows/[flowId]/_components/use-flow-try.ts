"use client";

import { useState } from "react";
import { tryFlow } from "@/app/(dashboard)/flows/actions";
import { refusalTrouble, type Trouble, troubleOf } from "@/components/trouble/trouble";
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
  start: (input: Record<string, unknown>, environment: Environment) => Promise<void>;
};

/** Runs steps that need not be saved. */
export function useFlowTry(flowId: string, steps: readonly StepDraft[]): FlowTry {
  const [running, setRunning] = useState(false);
  const [run, setRun] = useState<FlowRun | null>(null);
  const [ran, setRan] = useState(steps);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function start(input: Record<string, unknown>, environment: Environment) {
    setRunning(true);
    setTrouble(null);
    const sent = steps;
    try {
      const result = await tryFlow({ id: flowId, steps: numbered(sent), input, environment });
      setRun(result.ok ? result.value : null);
      setRan(sent);
      if (!result.ok) setTrouble(refusalTrouble(result.error));
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setRunning(false);
    }
  }

  const isOutdated = run !== null && ran !== steps && !sameJson(numbered(ran), numbered(steps));
  return { running, run, isOutdated, trouble, start };
}
