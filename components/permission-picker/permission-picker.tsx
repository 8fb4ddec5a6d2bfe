import { TriangleAlertIcon } from "lucide-react";
import { useState } from "react";
import { ChoiceCards } from "@/components/form/choice-cards";
import { FieldSet } from "@/components/form/form-field";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { foldText } from "@/lib/core/text-search";
import { FULL_ACCESS } from "@/lib/policy/scopes";
import { PermissionRow, type PermissionRowsProps } from "./permission-row";
import {
  countSelected,
  describePermissions,
  matchingTemplate,
  type PermissionOptions,
  type PermissionResource,
  templateRefusal,
} from "./permission-selection";

type PermissionPickerProps = Omit<PermissionRowsProps, "resources"> & {
  options: PermissionOptions;
  error?: string;
};

/** Templates first, and what the choice allows as a sentence; each resource once it is customized. */
export function PermissionPicker({ options, value, onChange, error }: PermissionPickerProps) {
  const { templates, resources } = options;
  const template = matchingTemplate(value, options);
  const [customizing, setCustomizing] = useState(template === undefined);
  const isOpen = customizing || template === undefined;
  const choices = templates.map((each) => ({
    ...each,
    value: each.key,
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
            Anyone with this key can read, change and delete all data in its environment. Grant less
            access where possible.
          </AlertDescription>
        </Alert>
      ) : null}
    </FieldSet>
  );
}

function matches({ resource, label, cells }: PermissionResource, filter: string) {
  const words = [resource, label, ...cells.flatMap((cell) => [cell.permission, cell.label])];
  return words.some((word) => foldText(word).includes(filter));
}

function PermissionRows(props: PermissionRowsProps) {
  const { value, resources } = props;
  const [filter, setFilter] = useState("");
  const shown = resources.filter((row) => matches(row, foldText(filter.trim())));
  const { selected, cells } = countSelected(value, resources);
  return (
    <div className="overflow-hidden rounded-lg border bg-card">
      <div className="flex items-center justify-between gap-3 border-b bg-subtle px-3 py-2">
        <Input
          type="search"
          aria-label="Filter permissions"
          placeholder="Filter permissions"
          value={filter}
          className="h-7 max-w-56"
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
        <p className="text-xs whitespace-nowrap text-muted-foreground tabular-nums">
          <span className="font-medium text-foreground">{selected}</span> of {cells} selected
        </p>
      </div>
      <div className="divide-y">
        {shown.map((row) => (
          <PermissionRow key={row.resource} row={row} {...props} />
        ))}
        {shown.length === 0 ? (
          <p className="px-3 py-6 text-center text-sm text-muted-foreground">
            No permission matches “{filter}”.
          </p>
        ) : null}
      </div>
    </div>
  );
}
