"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

const loading = () => <Skeleton className="h-48 w-full" />;

/** The charts come with a library of their own, once the numbers around them stand. */
export const RequestsChart = dynamic(
  () => import("@/components/usage/requests-chart").then((module) => module.RequestsChart),
  { ssr: false, loading },
);

export const LatencyChart = dynamic(
  () => import("@/components/usage/latency-chart").then((module) => module.LatencyChart),
  { ssr: false, loading },
);
