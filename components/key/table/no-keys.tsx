"use client";

import { KeyRoundIcon, PlusIcon } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { GatedButton } from "@/components/gated-button";

type NoKeysProps = {
  /** What follows from there being none. */
  title: string;
  description: string;
  readOnlyReason: string | null;
  onCreate: () => void;
};

export function NoKeys({ title, description, readOnlyReason, onCreate }: NoKeysProps) {
  return (
    <EmptyState
      icon={KeyRoundIcon}
      title={title}
      description={description}
      action={
        <GatedButton variant="outline" reason={readOnlyReason} onClick={onCreate}>
          <PlusIcon aria-hidden />
          Create the first one
        </GatedButton>
      }
    />
  );
}
