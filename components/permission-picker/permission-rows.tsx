"use client";

import { useState } from "react";
import type { PermissionResource } from "@/components/permission-picker/permission-options";
import { PermissionRow } from "@/components/permission-picker/permission-row";
import { countSelected } from "@/components/permission-picker/permission-selection";
import { Input } from "@/components/ui/input";
import { foldText } from "@/lib/core/fold-text";

type PermissionRowsProps = {
  resources: readonly PermissionResource[];
  value: readonly string[];
  onChange: (value: string[]) => void;
};

function matches({ resource, label, cells }: PermissionResource, filter: string) {
  const words = [resource, label, ...cells.flatMap((cell) => [cell.permission, cell.label])];
  return words.some((word) => foldText(word).includes(filter));
}

export function PermissionRows({ resources, value, onChange }: PermissionRowsProps) {
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
          <PermissionRow
            key={row.resource}
            row={row}
            resources={resources}
            value={value}
            onChange={onChange}
          />
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
