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
import { STEP_GROUPS } from "@/lib/contracts/step-definition";
import { type StepForm, stepForms } from "@/lib/contracts/step-forms";

type AddStepProps = { label: string; onAdd: (form: StepForm) => void };

const GROUPS = STEP_GROUPS.map((group) => ({
  group,
  forms: stepForms.filter((form) => form.group === group),
})).filter(({ forms }) => forms.length > 0);

export function AddStep({ label, onAdd }: AddStepProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" className="w-full border-dashed shadow-none">
          <PlusIcon aria-hidden />
          {label}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-h-[min(28rem,var(--radix-dropdown-menu-content-available-height))] w-80 overflow-y-auto">
        {GROUPS.map(({ group, forms }) => (
          <DropdownMenuGroup key={group}>
            <DropdownMenuLabel>{group}</DropdownMenuLabel>
            {forms.map((form) => (
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
