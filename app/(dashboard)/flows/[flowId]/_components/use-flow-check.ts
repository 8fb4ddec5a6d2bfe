"use client";

import { useEffect, useMemo, useState } from "react";
import type { checkFlow, FlowCheck } from "@/app/(dashboard)/flows/[flowId]/_components/check-flow";
import type { StepDraft } from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";

type Saved = { steps: readonly StepDraft[]; check: FlowCheck };

/**
 * What the contract says of the steps: of those that were saved as the server said, of others by the
 * contract itself, which is fetched at the first change. Until it is here they count as changed.
 */
export function useFlowCheck(steps: readonly StepDraft[], saved: Saved): FlowCheck {
  const [check, setCheck] = useState<typeof checkFlow | null>(null);
  const isChanged = steps !== saved.steps;
  useEffect(() => {
    if (!isChanged || check) return;
    import("@/app/(dashboard)/flows/[flowId]/_components/check-flow").then(
      (module) => setCheck(() => module.checkFlow),
      // The server checks what it is sent in any case.
      () => undefined,
    );
  }, [isChanged, check]);
  return useMemo(() => {
    if (!isChanged) return saved.check;
    return check ? check(steps) : { ...saved.check, stored: steps };
  }, [isChanged, check, steps, saved]);
}
