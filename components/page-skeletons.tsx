import { styled } from "./cn";

/** What stands where something is still loading. */
export const Skeleton = styled("div", "animate-pulse rounded-md bg-muted-foreground/15");

const WIDTHS = ["w-36", "w-24", "w-32", "w-16", "w-20", "w-24"];
const ROWS = [0, 1, 2, 3, 4, 5, 6, 7];
const COLUMNS = [0, 1, 2, 3, 4, 5, 6];

/** The shape of a page with a table that is still loading. */
export function ListSkeleton() {
  return (
    <>
      <HeadingSkeleton />
      <Skeleton className="mb-3 h-8 w-full sm:w-72" />
      <div role="status" className="overflow-hidden rounded-xl border bg-card shadow-raised">
        <span className="sr-only">Loading</span>
        <div className="h-9 border-b bg-subtle max-sm:hidden" />
        {ROWS.map((row) => (
          <div
            key={row}
            className="flex items-center justify-between gap-6 border-b px-4 last:border-0 max-sm:grid max-sm:grid-cols-2 max-sm:gap-3 max-sm:py-3.5 sm:h-12"
          >
            {COLUMNS.map((column) => (
              <Skeleton
                key={column}
                className={`h-3.5 ${WIDTHS[(column + row) % WIDTHS.length]}`}
              />
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

export function HeadingSkeleton() {
  return (
    <div className="mb-5 grid gap-2">
      <Skeleton className="h-7 w-32" />
      <Skeleton className="h-5 w-full max-w-prose" />
    </div>
  );
}

/** The shape of the page of a key. */
export function KeySkeleton() {
  return (
    <>
      <div role="status" className="mb-5 grid gap-2">
        <span className="sr-only">Loading</span>
        <Skeleton className="h-5 w-20" />
        <Skeleton className="h-7 w-64" />
      </div>
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid content-start gap-4">
          <Skeleton className="h-72 rounded-xl" />
          <Skeleton className="h-96 rounded-xl" />
        </div>
        <div className="grid content-start gap-4">
          <Skeleton className="h-44 rounded-xl" />
          <Skeleton className="h-36 rounded-xl" />
          <Skeleton className="h-60 rounded-xl" />
        </div>
      </div>
    </>
  );
}
