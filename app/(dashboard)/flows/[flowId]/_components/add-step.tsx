"use client";

import { PlusIcon } from "lucide-react";
import { stepIcon } from "@/app/(dashboard)/flows/[flowId]/_components/step-icons";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { StepForm } from "@/lib/contracts/step-forms";

type AddStepProps = {
  label: string;
  /** Those of a group beside each other. */
  forms: readonly StepForm[];
  onAdd: (form: StepForm) => void;
};

export function AddStep({ label, forms, onAdd }: AddStepProps) {
  const groups = [...new Set(forms.map(({ group }) => group))];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" className="w-full border-dashed shadow-none">
          <PlusIcon aria-hidden />
          {label}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-h-112 w-80">
        {groups.map((group) => (
          <DropdownMenuGroup key={group}>
            <DropdownMenuLabel>{group}</DropdownMenuLabel>
            {forms
              .filter((form) => form.group === group)
              .map((form) => (
                <StepChoice key={form.type} form={form} onAdd={onAdd} />
              ))}
          </DropdownMenuGroup>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function StepChoice({ form, onAdd }: { form: StepForm; onAdd: (form: StepForm) => void }) {
  const Icon = stepIcon(form.type);
  return (
    <DropdownMenuItem onSelect={() => onAdd(form)} className="items-start">
      <Icon aria-hidden className="mt-0.5" />
      <span className="grid">
        <span>{form.label}</span>
        <span className="text-xs text-muted-foreground">{form.description}</span>
      </span>
    </DropdownMenuItem>
  );
}
