"use client";

import { ConfirmDialog } from "@/components/confirm-dialog";
import type { LeaveQuestion } from "@/components/hooks/use-leave-question";

export function LeaveEditorDialog({ question }: { question: LeaveQuestion }) {
  return (
    <ConfirmDialog
      open={question.isAsking}
      onOpenChange={question.stay}
      title="Leave without saving?"
      description="The steps have unsaved changes. They are lost when you leave."
      confirmLabel="Leave"
      onConfirm={async () => {
        question.leave();
        return undefined;
      }}
    />
  );
}
