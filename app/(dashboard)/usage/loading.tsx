import { Skeleton } from "@/components/ui/skeleton";

export default function UsageLoading() {
  return (
    <>
      <div className="mb-5 grid gap-2">
        <Skeleton className="h-7 w-32" />
        <Skeleton className="h-5 w-full max-w-prose" />
      </div>
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
