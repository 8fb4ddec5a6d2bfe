"use client";

import { KEY_STATUSES as STATUS_FACES } from "@/components/key/key-status";
import { FilterSelect } from "@/components/url-state/filter-select";
import { SearchInput } from "@/components/url-state/search-input";
import { KEY_STATUSES } from "@/lib/core/keys";

export type KeyFilter = {
  label: string;
  /** Its name in the address. */
  param: string;
  options: readonly { value: string; label: string }[];
};

const FILTERS: readonly KeyFilter[] = [
  {
    label: "Environment",
    param: "environment",
    options: [
      { value: "test", label: "Test" },
      { value: "production", label: "Production" },
    ],
  },
  {
    label: "Status",
    param: "status",
    options: KEY_STATUSES.map((status) => ({ value: status, label: STATUS_FACES[status].label })),
  },
];

/** Search and filters; `own` are those of one kind of keys. */
export function KeysToolbar({ own }: { own: readonly KeyFilter[] }) {
  return (
    <div className="flex flex-wrap gap-2">
      <SearchInput label="Search keys" />
      {[...FILTERS, ...own].map((filter) => (
        <FilterSelect key={filter.param} {...filter} className="max-sm:flex-1" />
      ))}
    </div>
  );
}
