import { Skeleton } from "@/components/ui/skeleton";

const WIDTHS = ["w-36", "w-24", "w-32", "w-16", "w-20", "w-24"];

/** The shape of a table that is still loading. */
export function DataTableSkeleton({ rows = 8, columns = 6 }: { rows?: number; columns?: number }) {
  const cells = Array.from({ length: columns }, (_, column) => column);
  return (
    <div role="status" className="overflow-hidden rounded-xl border bg-card shadow-raised">
      <span className="sr-only">Loading</span>
      <div className="h-9 border-b bg-subtle max-sm:hidden" />
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div
          key={row}
          className="flex items-center justify-between gap-6 border-b px-4 last:border-0 max-sm:grid max-sm:grid-cols-2 max-sm:gap-3 max-sm:py-3.5 sm:h-12"
        >
          {cells.map((cell) => (
            <Skeleton key={cell} className={`h-3.5 ${WIDTHS[(cell + row) % WIDTHS.length]}`} />
          ))}
        </div>
      ))}
    </div>
  );
}
