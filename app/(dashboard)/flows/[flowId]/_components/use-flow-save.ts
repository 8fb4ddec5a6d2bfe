"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { publishFlow, updateFlow } from "@/app/(dashboard)/flows/actions";
import type { FlowView } from "@/lib/contracts/flow";

/** Saves the draft of a flow and publishes it; `refusal` says why the last act was refused. */
export function useFlowSave(flow: FlowView) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function act(perform: () => Promise<string | undefined>) {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    try {
      const refused = await perform();
      setRefusal(refused ?? null);
      if (refused === undefined) router.refresh();
    } catch {
      setRefusal("The server could not be reached. Nothing is known to have changed; try again.");
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    refusal,
    save: (steps: unknown[]) =>
      act(async () => {
        const result = await updateFlow({ id: flow.id, steps, revision: flow.revision });
        if (!result.ok) return result.error.details;
        toast.success("Saved", { description: "Test keys run this draft from now on." });
        return undefined;
      }),
    publish: () =>
      act(async () => {
        const result = await publishFlow({ id: flow.id });
        if (!result.ok) return result.error.details;
        toast.success(result.value.message, {
          description: "Production keys run it from now on.",
        });
        return undefined;
      }),
  };
}
