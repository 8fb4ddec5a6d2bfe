"use client";

import { PageFailure } from "@/components/page-failure";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage(props: ErrorPageProps) {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <PageFailure {...props} />
    </main>
  );
}
