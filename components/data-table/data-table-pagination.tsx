import { ChevronLeftIcon, ChevronRightIcon } from "lucide-react";
import { formatCount } from "@/components/format";
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
/** Characters that servers surely accept; Previous from farther away leads to the first page. */
const MAX_TRAIL_LENGTH = 3_000;

function joinTrail(cursors: readonly string[]): string | null {
  const trail = cursors.join(SEPARATOR);
  return trail.length > MAX_TRAIL_LENGTH ? joinTrail(cursors.slice(1)) : trail || null;
}

/** Earlier cursors travel in `trail`, so that Previous needs nothing of the server. */
export function DataTablePagination(props: DataTablePaginationProps) {
  const { total, pageSize, nextCursor, shown, noun } = props;
  const url = useUrlState();
  const cursor = url.get("cursor");
  const trail = url.get("trail")?.split(SEPARATOR) ?? [];
  const page = cursor ? Math.max(2, Number(url.get("page")) || trail.length + 2) : 1;
  const before = (page - 1) * pageSize;

  function next() {
    const passed = cursor ? [...trail, cursor] : [];
    url.set({ cursor: nextCursor, trail: joinTrail(passed), page: String(page + 1) }, "push");
  }

  function previous() {
    const target = trail.at(-1) ?? null;
    const passed = joinTrail(trail.slice(0, -1));
    url.set({ cursor: target, trail: passed, page: target && String(page - 1) }, "push");
  }

  if (!cursor && !nextCursor) {
    return (
      <p className="text-sm text-muted-foreground tabular-nums">
        <span className="text-foreground">{formatCount(shown)}</span> {noun}
      </p>
    );
  }

  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-4 text-sm">
      <p className="text-muted-foreground tabular-nums">
        <span className="text-foreground">
          {formatCount(before + 1)}–{formatCount(before + shown)}
        </span>{" "}
        {total === null ? noun : `of ${formatCount(total)} ${noun}`}
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
