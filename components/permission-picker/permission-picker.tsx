"use client";

import { TriangleAlertIcon } from "lucide-react";
import { ChoiceCards } from "@/components/form/choice-cards";
import { FieldSet } from "@/components/form/field-set";
import { describePermissions } from "@/components/permission-picker/describe-permissions";
import type { PermissionOptions } from "@/components/permission-picker/permission-options";
import { PermissionRows } from "@/components/permission-picker/permission-rows";
import {
  matchingTemplate,
  templateRefusal,
} from "@/components/permission-picker/permission-selection";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { FULL_ACCESS } from "@/lib/policy/scopes";

type PermissionPickerProps = {
  options: PermissionOptions;
  /** Wire names; `*` and `FLOWS:*` are legal. */
  value: readonly string[];
  onChange: (value: string[]) => void;
  error?: string;
};

/** Templates first, then each resource, then the choice as a sentence. */
export function PermissionPicker({ options, value, onChange, error }: PermissionPickerProps) {
  const { templates, resources } = options;
  const choices = templates.map((template) => ({
    value: template.key,
    label: template.label,
    description: template.description,
    disabledReason: templateRefusal(template, resources),
  }));

  function applyTemplate(key: string) {
    const template = templates.find((candidate) => candidate.key === key);
    if (template) onChange([...template.permissions]);
  }

  return (
    <FieldSet legend="Permissions" error={error}>
      <ChoiceCards
        label="Permission templates"
        choices={choices}
        value={matchingTemplate(value, options)?.key ?? null}
        onChange={applyTemplate}
      />
      <PermissionRows resources={resources} value={value} onChange={onChange} />
      <p role="status" className="text-sm text-muted-foreground">
        {describePermissions(value, resources)}
      </p>
      {value.includes(FULL_ACCESS) ? (
        <Alert variant="warning" role="status">
          <TriangleAlertIcon aria-hidden />
          <AlertTitle>Full access</AlertTitle>
          <AlertDescription>
            Whoever holds this key can read, change and delete all data of its environment. Choose
            less where less will do.
          </AlertDescription>
        </Alert>
      ) : null}
    </FieldSet>
  );
}
