import type { Metadata } from "next";
import { readSurface } from "@/app/(dashboard)/products/[productId]/read-product";
import { readOnlyReason } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/read-only-reason";
import { SurfaceKeyScreen } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/[keyId]/_components/surface-key-screen";
import {
  noSuchKey,
  readKey,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/[keyId]/read-key";
import { keyName } from "@/components/key/key-facts";
import { PANEL_RANGE } from "@/components/usage/usage-ranges";
import { requireSession } from "@/lib/auth/require-session";
import { newId } from "@/lib/core/ids";
import { usageOverview } from "@/lib/services/analytics/reads";
import { surfaceKeyDecisions } from "@/lib/services/surface-key/decisions";
import { surfaceKeyForm } from "@/lib/services/surface-key/form";

type PageProps = { params: Promise<{ productId: string; surfaceId: string; keyId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { productId, surfaceId, keyId } = await params;
  const [{ surface }, { key }] = await Promise.all([
    readSurface(productId, surfaceId),
    readKey(productId, surfaceId, keyId),
  ]);
  return { title: `${keyName(key)} · ${surface.name}` };
}

export default async function SurfaceKeyPage({ params }: PageProps) {
  const { principal } = await requireSession();
  const { productId: id, surfaceId, keyId } = await params;
  const place = { id, surfaceId };
  const caller = { principal, requestId: newId("request") };
  const [overview, decisions, form, usage] = await Promise.all([
    readKey(id, surfaceId, keyId),
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
