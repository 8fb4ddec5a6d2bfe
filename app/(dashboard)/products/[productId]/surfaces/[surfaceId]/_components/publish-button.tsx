"use client";

import { UploadIcon } from "lucide-react";
import { useState } from "react";
import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { publishFlow } from "@/app/(dashboard)/products/actions";
import { GatedButton } from "@/components/gated-button";
import { toast } from "@/components/toast";
import { troubleOf } from "@/components/trouble/trouble";

type PublishButtonProps = { flowId: string; flowName: string; reason: string | null };

/** Makes the draft of a flow the version that production keys run. */
export function PublishButton({ flowId, flowName, reason }: PublishButtonProps) {
  const changed = useProductChanged();
  const [busy, setBusy] = useState(false);

  async function publish() {
    if (busy) return;
    setBusy(true);
    const result = await publishFlow({ id: flowId }).catch(troubleOf);
    setBusy(false);
    if ("kind" in result) toast.error("Not published", { description: result.details });
    else if (!result.ok) toast.error("Not published", { description: result.error.details });
    else toast.success("Published", { description: `Production keys run “${flowName}” now.` });
    changed();
  }

  return (
    <GatedButton variant="outline" size="sm" reason={reason} aria-disabled={busy} onClick={publish}>
      <UploadIcon aria-hidden /> Publish “{flowName}”
    </GatedButton>
  );
}
