import { HeadingSkeleton } from "@/components/page-skeletons";
import { Skeleton } from "@/components/ui/skeleton";

export default function UsageLoading() {
  return (
    <>
      <HeadingSkeleton />
      <div className="grid gap-4">
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-24 w-full rounded-xl" />
        <div className="grid gap-4 xl:grid-cols-2">
          <Skeleton className="h-80 w-full rounded-xl" />
          <Skeleton className="h-80 w-full rounded-xl" />
        </div>
      </div>
    </>
  );
}
