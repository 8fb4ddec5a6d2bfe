"use client";

import { PageFailure } from "@/components/page-failure";

type DashboardErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function DashboardError(props: DashboardErrorProps) {
  return <PageFailure {...props} />;
}
