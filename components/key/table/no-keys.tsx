"use client";

import { KeyRoundIcon, PlusIcon } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { GatedButton } from "@/components/gated-button";

type NoKeysProps = {
  /** What follows from there being none. */
  title: string;
  description: string;
  guide: { name: string; title: string };
  readOnlyReason: string | null;
  onCreate: () => void;
};

export function NoKeys({ title, description, guide, readOnlyReason, onCreate }: NoKeysProps) {
  return (
    <EmptyState
      icon={KeyRoundIcon}
      title={title}
      description={description}
      guide={guide}
      action={
        <GatedButton variant="outline" reason={readOnlyReason} onClick={onCreate}>
          <PlusIcon aria-hidden />
          Create the first one
        </GatedButton>
      }
    />
  );
}
