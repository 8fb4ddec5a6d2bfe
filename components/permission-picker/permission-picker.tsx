"use client";

import { TriangleAlertIcon } from "lucide-react";
import { useState } from "react";
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
import { Button } from "@/components/ui/button";
import { FULL_ACCESS } from "@/lib/policy/scopes";

type PermissionPickerProps = {
  options: PermissionOptions;
  /** Wire names; `*` and `FLOWS:*` are legal. */
  value: readonly string[];
  onChange: (value: string[]) => void;
  error?: string;
};

/** Templates first, and what the choice allows as a sentence; each resource once it is customized. */
export function PermissionPicker({ options, value, onChange, error }: PermissionPickerProps) {
  const { templates, resources } = options;
  const template = matchingTemplate(value, options);
  const [customizing, setCustomizing] = useState(template === undefined);
  const isOpen = customizing || template === undefined;
  const choices = templates.map((each) => ({
    value: each.key,
    label: each.label,
    description: each.description,
    disabledReason: templateRefusal(each, resources),
  }));

  function applyTemplate(key: string) {
    const chosen = templates.find((candidate) => candidate.key === key);
    if (!chosen) return;
    onChange([...chosen.permissions]);
    setCustomizing(false);
  }

  return (
    <FieldSet legend="Permissions" error={error}>
      <ChoiceCards
        label="Permission templates"
        choices={choices}
        value={template?.key ?? null}
        onChange={applyTemplate}
      />
      <div className="flex items-start justify-between gap-3">
        <p role="status" className="text-sm text-muted-foreground">
          {describePermissions(value, resources)}
        </p>
        {template ? (
          <Button
            variant="outline"
            size="sm"
            aria-expanded={isOpen}
            onClick={() => setCustomizing(!isOpen)}
          >
            Customize
          </Button>
        ) : null}
      </div>
      {isOpen ? <PermissionRows resources={resources} value={value} onChange={onChange} /> : null}
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
