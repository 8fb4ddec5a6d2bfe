"use client";

import { ConfirmDialog } from "@/components/confirm-dialog";
import type { LeaveQuestion } from "@/components/hooks/use-leave-question";

type LeaveEditorDialogProps = { question: LeaveQuestion; open: boolean };

export function LeaveEditorDialog({ question, open }: LeaveEditorDialogProps) {
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={question.stay}
      title="Leave without saving?"
      description="Your unsaved changes will be lost if you leave."
      confirmLabel="Leave"
      act={async () => ({ ok: true, value: question.leave() })}
    />
  );
}
