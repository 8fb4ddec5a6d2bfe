"use client";

import { longLabel, utcLabel } from "@/components/usage/time-label";
import { useViewerZone } from "@/components/usage/use-viewer-zone";
import type { Granularity } from "@/lib/contracts/usage-fields";

type BucketTimeProps = { at: string; granularity: Granularity };

/** When a bucket begins, in the viewer's zone; UTC on hover. */
export function BucketTime({ at, granularity }: BucketTimeProps) {
  const zone = useViewerZone();
  return (
    <time dateTime={at} title={utcLabel(at)} className="whitespace-nowrap" suppressHydrationWarning>
      {longLabel(at, granularity, zone)}
    </time>
  );
}
