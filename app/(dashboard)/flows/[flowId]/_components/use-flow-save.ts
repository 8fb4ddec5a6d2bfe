"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { publishFlow, updateFlow } from "@/app/(dashboard)/flows/actions";
import { toast } from "@/components/toast";
import { refusalTrouble, type Trouble, troubleOf } from "@/components/trouble/trouble";
import type { ActionError } from "@/lib/contracts/action-result";
import type { FlowView } from "@/lib/contracts/flow";

/** Saves the draft of a flow and publishes it; `trouble` says why the last act did not happen. */
export function useFlowSave(flow: FlowView) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function act(perform: () => Promise<ActionError | undefined>) {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const refused = await perform();
      if (refused) setTrouble(refusalTrouble(refused));
      else router.refresh();
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    trouble,
    save: (steps: unknown[]) =>
      act(async () => {
        const result = await updateFlow({ id: flow.id, steps, revision: flow.revision });
        if (!result.ok) return result.error;
        toast.success("Saved", { description: "Test keys run this draft from now on." });
        return undefined;
      }),
    publish: () =>
      act(async () => {
        const result = await publishFlow({ id: flow.id });
        if (!result.ok) return result.error;
        toast.success(result.value.message, {
          description: "Production keys run it from now on.",
        });
        return undefined;
      }),
  };
}
