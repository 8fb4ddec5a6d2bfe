import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { LiveUsage } from "@/app/(dashboard)/usage/_components/live-usage";
import { PageHeader } from "@/components/page-header";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { usageQuery } from "@/components/usage/usage-query";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { usageChoices } from "@/lib/services/analytics/choices";
import { usageOverview } from "@/lib/services/analytics/reads";

export const metadata: Metadata = { title: "Usage" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsagePage({ searchParams }: PageProps) {
  const { principal } = await requireSession();
  const params = await searchParams;
  const query = usageQuery((name) => [params[name]].flat()[0]);
  const { keyId, productId, surfaceId } = query;
  const caller = { principal, requestId: newId("request") };
  const [usage, choices] = await Promise.all([
    usageOverview.perform(caller, () => query).catch(startAgain),
    usageChoices.perform(caller, () => ({ keyId, productId, surfaceId })),
  ]);
  return (
    <UrlStateProvider>
      <PageHeader
        title="Usage"
        description="Which keys call which capabilities, how often, how fast, and what becomes of it."
      />
      <LiveUsage initial={usage} initialQuery={query} choices={choices} />
    </UrlStateProvider>
  );
}

/** An address with a range that nobody may ask leads to the usual one. */
function startAgain(error: unknown): never {
  if (error instanceof AppError && error.code === "bad_request") redirect("/usage");
  throw error;
}
