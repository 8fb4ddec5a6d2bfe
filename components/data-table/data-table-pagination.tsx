"use client";

import { ChevronLeftIcon, ChevronRightIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useUrlState } from "@/components/url-state/url-state-provider";

export type PageFacts = {
  /** How many rows match in all; null when nobody counted. */
  total: number | null;
  pageSize: number;
  nextCursor: string | null;
};

type DataTablePaginationProps = PageFacts & { shown: number; noun: string };

const SEPARATOR = "~";

/** Earlier cursors travel in `trail`, so that Previous needs nothing of the server. */
export function DataTablePagination({
  total,
  pageSize,
  nextCursor,
  shown,
  noun,
}: DataTablePaginationProps) {
  const url = useUrlState();
  const cursor = url.get("cursor");
  const trail = url.get("trail")?.split(SEPARATOR) ?? [];
  const before = cursor ? (trail.length + 1) * pageSize : 0;

  function next() {
    const passed = cursor ? [...trail, cursor].join(SEPARATOR) : null;
    url.set({ cursor: nextCursor, trail: passed }, "push");
  }

  function previous() {
    url.set(
      { cursor: trail.at(-1) ?? null, trail: trail.slice(0, -1).join(SEPARATOR) || null },
      "push",
    );
  }

  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-4 text-sm">
      <p className="text-muted-foreground tabular-nums">
        <span className="text-foreground">
          {(before + 1).toLocaleString("en")}–{(before + shown).toLocaleString("en")}
        </span>{" "}
        {total === null ? noun : `of ${total.toLocaleString("en")} ${noun}`}
      </p>
      <div className="flex gap-2">
        <Button variant="outline" size="sm" disabled={!cursor} onClick={previous}>
          <ChevronLeftIcon /> Previous
        </Button>
        <Button variant="outline" size="sm" disabled={!nextCursor} onClick={next}>
          Next <ChevronRightIcon />
        </Button>
      </div>
    </nav>
  );
}
