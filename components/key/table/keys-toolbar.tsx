"use client";

import { KEY_STATUSES as STATUS_FACES } from "@/components/key/key-status";
import { FilterSelect } from "@/components/url-state/filter-select";
import { SearchInput } from "@/components/url-state/search-input";
import { KEY_STATUSES } from "@/lib/contracts/key-view";

const ENVIRONMENT_OPTIONS = [
  { value: "test", label: "Test" },
  { value: "production", label: "Production" },
] as const;

const STATUS_OPTIONS = KEY_STATUSES.map((status) => ({
  value: status,
  label: STATUS_FACES[status].label,
}));

export function KeysToolbar() {
  return (
    <div className="flex flex-wrap gap-2">
      <SearchInput label="Search keys" />
      <FilterSelect
        label="Environment"
        param="environment"
        options={ENVIRONMENT_OPTIONS}
        className="max-sm:flex-1"
      />
      <FilterSelect
        label="Status"
        param="status"
        options={STATUS_OPTIONS}
        className="max-sm:flex-1"
      />
    </div>
  );
}
