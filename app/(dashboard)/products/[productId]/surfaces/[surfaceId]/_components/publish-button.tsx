"use client";

import { UploadIcon } from "lucide-react";
import { useState } from "react";
import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { publishFlow } from "@/app/(dashboard)/products/actions";
import { GatedButton } from "@/components/gated-button";
import { toast } from "@/components/toast";
import { refusalTrouble, type Trouble, troubleOf } from "@/components/trouble/trouble";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { Truncated } from "@/components/truncated";

type PublishButtonProps = { flowId: string; flowName: string; reason: string | null };

/** Makes the draft of a flow the version that production keys run. */
export function PublishButton({ flowId, flowName, reason }: PublishButtonProps) {
  const changed = useProductChanged();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function publish() {
    if (busy) return;
    setBusy(true);
    const result = await publishFlow({ id: flowId }).catch(troubleOf);
    setBusy(false);
    if ("kind" in result) return setTrouble(result);
    setTrouble(result.ok ? null : refusalTrouble(result.error));
    if (result.ok)
      toast.success("Published", { description: `Production keys run “${flowName}” now.` });
    changed();
  }

  return (
    <div className="grid min-w-0 justify-items-start gap-2">
      <GatedButton
        variant="outline"
        size="sm"
        className="max-w-full"
        reason={reason}
        aria-disabled={busy}
        onClick={publish}
      >
        <UploadIcon aria-hidden />
        <Truncated title={flowName}>Publish “{flowName}”</Truncated>
      </GatedButton>
      {trouble ? <TroubleNote trouble={trouble} refused="Not published" onRetry={publish} /> : null}
    </div>
  );
}
