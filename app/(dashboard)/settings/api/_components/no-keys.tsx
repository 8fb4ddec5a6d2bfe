"use client";

import { KeyRoundIcon, PlusIcon } from "lucide-react";
import { GatedButton } from "@/app/(dashboard)/settings/api/_components/gated-button";
import { EmptyState } from "@/components/empty-state";

type NoKeysProps = { readOnlyReason: string | null; onCreate: () => void };

export function NoKeys({ readOnlyReason, onCreate }: NoKeysProps) {
  return (
    <EmptyState
      icon={KeyRoundIcon}
      title="No keys yet: nothing can call the API"
      description="A key takes half a minute. You choose what it may do, copy it once, and watch its first call arrive here."
      action={
        <GatedButton variant="outline" reason={readOnlyReason} onClick={onCreate}>
          <PlusIcon aria-hidden />
          Create the first one
        </GatedButton>
      }
    />
  );
}
