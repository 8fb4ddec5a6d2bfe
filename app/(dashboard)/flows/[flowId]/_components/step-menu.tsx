"use client";

import {
  ArrowDownIcon,
  ArrowUpIcon,
  CopyIcon,
  EllipsisIcon,
  EyeIcon,
  EyeOffIcon,
  Trash2Icon,
} from "lucide-react";
import type { StepDraft, StepPath } from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import type { FlowEditor } from "@/app/(dashboard)/flows/[flowId]/_components/use-flow-editor";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

type StepMenuProps = { step: StepDraft; at: StepPath; count: number; editor: FlowEditor };

export function StepMenu({ step, at, count, editor }: StepMenuProps) {
  const { list, index } = at;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${step.name}`}>
          <EllipsisIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem
          disabled={index === 0}
          onSelect={() => editor.move(list, index, index - 1)}
        >
          <ArrowUpIcon aria-hidden />
          Move up
        </DropdownMenuItem>
        <DropdownMenuItem
          disabled={index === count - 1}
          onSelect={() => editor.move(list, index, index + 1)}
        >
          <ArrowDownIcon aria-hidden />
          Move down
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => editor.duplicate(at)}>
          <CopyIcon aria-hidden />
          Duplicate
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => editor.change(at, { ...step, enabled: !step.enabled })}>
          {step.enabled ? <EyeOffIcon aria-hidden /> : <EyeIcon aria-hidden />}
          {step.enabled ? "Disable" : "Enable"}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem variant="destructive" onSelect={() => editor.remove(at)}>
          <Trash2Icon aria-hidden />
          Remove
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
