import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readOnlyReason } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/read-only-reason";
import { SurfaceKeyScreen } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/[keyId]/_components/surface-key-screen";
import { PANEL_RANGE } from "@/components/usage/usage-query";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { usageOverview } from "@/lib/services/analytics/overview";
import { surfaceKeyDecisions } from "@/lib/services/surface-key/decisions";
import { surfaceKeyForm } from "@/lib/services/surface-key/form";
import { surfaceKeyOverview } from "@/lib/services/surface-key/overview";

export const metadata: Metadata = { title: "API key" };

/** An address that cannot be an id at all is bad input. */
const NO_SUCH_KEY = new Set(["not_found", "bad_request"]);

type PageProps = { params: Promise<{ productId: string; surfaceId: string; keyId: string }> };

export default async function SurfaceKeyPage({ params }: PageProps) {
  const { principal } = await requireSession();
  const { productId: id, surfaceId, keyId } = await params;
  const place = { id, surfaceId };
  const caller = { principal, requestId: newId("request") };
  const [overview, decisions, form, usage] = await Promise.all([
    surfaceKeyOverview.perform(caller, () => ({ ...place, keyId })),
    surfaceKeyDecisions.perform(caller, () => ({ ...place, keyId })),
    surfaceKeyForm.perform(caller, () => place),
    usageOverview.perform(caller, () => ({ keyId, range: PANEL_RANGE })),
  ]).catch(noSuchKey);
  return (
    <SurfaceKeyScreen
      place={place}
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
