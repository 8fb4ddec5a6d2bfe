import { HeadingSkeleton, Skeleton } from "@/components/page-skeletons";

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
