"use client";

import { useMemo } from "react";
import {
  type Place,
  surfaceKeyClient,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-client";
import { CapabilitiesCard } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/[keyId]/_components/capabilities-card";
import { SurfaceKeyFacts } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/[keyId]/_components/surface-key-facts";
import { readKeyOverview } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/actions";
import { readUsage } from "@/app/(dashboard)/usage/actions";
import { KeyClientProvider } from "@/components/key/key-client";
import { KeyScreen } from "@/components/key/page/key-screen";
import { lazyDialog } from "@/components/lazy-dialog";
import { KeyUsage } from "@/components/usage/key-usage";
import type { KeyDecisions } from "@/lib/contracts/key-screen";
import type { SurfaceKeyForm, SurfaceKeyOverview } from "@/lib/contracts/surface-key-screen";
import type { UsageOverview } from "@/lib/contracts/usage-overview";

const EditSurfaceKey = lazyDialog(() =>
  import(
    "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/edit-surface-key"
  ).then((module) => module.EditSurfaceKey),
);

type SurfaceKeyScreenProps = {
  place: Place;
  overview: SurfaceKeyOverview;
  decisions: KeyDecisions;
  form: SurfaceKeyForm;
  usage: UsageOverview;
  readOnlyReason: string | null;
};

export function SurfaceKeyScreen({ place, form, usage, ...screen }: SurfaceKeyScreenProps) {
  const { id, surfaceId } = place;
  const { capabilities } = form;
  const client = useMemo(
    () => surfaceKeyClient({ id, surfaceId }, capabilities),
    [id, surfaceId, capabilities],
  );
  return (
    <KeyClientProvider client={client}>
      <KeyScreen
        {...screen}
        level={2}
        read={(keyId) => readKeyOverview({ ...place, keyId })}
        scope={(key) => <CapabilitiesCard apiKey={key} />}
        facts={(key) => <SurfaceKeyFacts apiKey={key} />}
        usage={<KeyUsage keyId={screen.overview.key.id} initial={usage} readUsage={readUsage} />}
        edit={(dialog) => <EditSurfaceKey {...dialog} place={place} form={form} />}
      />
    </KeyClientProvider>
  );
}
