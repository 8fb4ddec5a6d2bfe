import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function ProductsLoading() {
  return (
    <>
      <div className="mb-5 grid gap-2">
        <Skeleton className="h-7 w-32" />
        <Skeleton className="h-5 w-full max-w-prose" />
      </div>
      <Skeleton className="mb-3 h-8 w-full sm:w-72" />
      <DataTableSkeleton columns={5} />
    </>
  );
}
