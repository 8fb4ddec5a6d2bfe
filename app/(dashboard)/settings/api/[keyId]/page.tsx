import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readOnlyReason } from "@/app/(dashboard)/settings/api/_components/read-only-reason";
import { PlatformKeyScreen } from "@/app/(dashboard)/settings/api/[keyId]/_components/platform-key-screen";
import { PANEL_RANGE } from "@/components/usage/usage-query";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { usageOverview } from "@/lib/services/analytics/overview";
import { platformKeyDecisions } from "@/lib/services/platform-key/decisions";
import { platformKeyForm } from "@/lib/services/platform-key/form";
import { platformKeyOverview } from "@/lib/services/platform-key/overview";

export const metadata: Metadata = { title: "API key" };

/** An address that cannot be an id at all is bad input. */
const NO_SUCH_KEY = new Set(["not_found", "bad_request"]);

type PageProps = { params: Promise<{ keyId: string }> };

export default async function ApiKeyPage({ params }: PageProps) {
  const { principal } = await requireSession();
  const { keyId: id } = await params;
  const caller = { principal, requestId: newId("request") };
  const [overview, decisions, form, usage] = await Promise.all([
    platformKeyOverview.perform(caller, () => ({ id })),
    platformKeyDecisions.perform(caller, () => ({ id })),
    platformKeyForm.perform(caller, () => ({})),
    usageOverview.perform(caller, () => ({ keyId: id, range: PANEL_RANGE })),
  ]).catch(noSuchKey);
  return (
    <PlatformKeyScreen
      overview={overview}
      decisions={decisions}
      form={form}
      usage={usage}
      readOnlyReason={readOnlyReason(principal)}
    />
  );
}

function noSuchKey(error: unknown): never {
  if (error instanceof AppError && NO_SUCH_KEY.has(error.code)) notFound();
  throw error;
}
