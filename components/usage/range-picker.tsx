"use client";

import { useState } from "react";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "@/components/ui/select";
import { useUrlState } from "@/components/url-state/url-state-provider";
import { RangeForm } from "@/components/usage/range-form";
import { DEFAULT_RANGE, RANGE_LABELS, RANGE_NAMES } from "@/components/usage/usage-ranges";
import type { UsageOverview, UsageQuery } from "@/lib/contracts/usage-overview";

type RangePickerProps = {
  query: UsageQuery;
  /** What is on screen. */
  range: UsageOverview["range"];
};

const CUSTOM = "custom";

/** The time that is looked at: one of the usual ranges, or from one moment to another. */
export function RangePicker({ query, range }: RangePickerProps) {
  const url = useUrlState();
  const [asking, setAsking] = useState(false);
  const value = query.from === undefined ? (query.range ?? DEFAULT_RANGE) : CUSTOM;
  const chosen = RANGE_NAMES.find((name) => name === value);

  function choose(next: string) {
    setAsking(next === CUSTOM);
    if (next === CUSTOM) return;
    url.set({ range: next === DEFAULT_RANGE ? null : next, from: null, to: null }, "push");
  }

  return (
    <>
      <Select value={asking ? CUSTOM : value} onValueChange={choose}>
        <SelectTrigger aria-label="Time range">
          <SelectValue>{chosen && !asking ? RANGE_LABELS[chosen] : "Custom range"}</SelectValue>
        </SelectTrigger>
        <SelectContent>
          {RANGE_NAMES.map((name) => (
            <SelectItem key={name} value={name}>
              {RANGE_LABELS[name]}
            </SelectItem>
          ))}
          <SelectItem value={CUSTOM}>Custom range</SelectItem>
        </SelectContent>
      </Select>
      {asking || value === CUSTOM ? (
        <RangeForm
          key={`${range.from} ${range.to}`}
          range={range}
          onApply={(from, to) => {
            setAsking(false);
            url.set({ range: null, from, to }, "push");
          }}
        />
      ) : null}
    </>
  );
}
