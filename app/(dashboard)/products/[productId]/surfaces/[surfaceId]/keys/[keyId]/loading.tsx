import { Skeleton } from "@/components/ui/skeleton";

export default function SurfaceKeyLoading() {
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
