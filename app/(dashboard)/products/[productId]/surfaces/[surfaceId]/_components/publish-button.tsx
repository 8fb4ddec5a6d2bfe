"use client";

import { UploadIcon } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { publishFlow } from "@/app/(dashboard)/products/actions";
import { GatedButton } from "@/components/gated-button";

type PublishButtonProps = { flowId: string; flowName: string; reason: string | null };

/** Makes the draft of a flow the version that production keys run. */
export function PublishButton({ flowId, flowName, reason }: PublishButtonProps) {
  const changed = useProductChanged();
  const [busy, setBusy] = useState(false);

  async function publish() {
    if (busy) return;
    setBusy(true);
    const result = await publishFlow({ id: flowId }).catch(() => undefined);
    setBusy(false);
    if (!result) toast.error("The server could not be reached.");
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
