"use client";

import { readUsage } from "@/app/(dashboard)/actions";
import { describeScope } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/describe-scope";
import {
  CapabilityTags,
  keyMaker,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-cells";
import {
  type Place,
  useSurfaceKeyClient,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-client";
import { readKeyOverview } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/actions";
import { metadataFacts } from "@/components/fact-list";
import { KeyClientProvider } from "@/components/key/key-client";
import { addressesFact, FactsCard } from "@/components/key/page/facts-card";
import { KeyScreen } from "@/components/key/page/key-screen";
import { lazyDialog } from "@/components/lazy-dialog";
import { Link } from "@/components/link";
import { Panel } from "@/components/panel";
import { UsagePanel } from "@/components/usage/usage-panel";
import type { UsageOverview } from "@/lib/contracts/analytics/overview";
import type { KeyDecisions } from "@/lib/contracts/key/screen";
import type { SurfaceKeyForm, SurfaceKeyOverview } from "@/lib/contracts/surface-key/screen";

const dialogs = () =>
  import(
    "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-dialogs"
  );
const EditSurfaceKey = lazyDialog(dialogs, (it) => it.EditSurfaceKey);

type SurfaceKeyScreenProps = {
  place: Place;
  overview: SurfaceKeyOverview;
  decisions: KeyDecisions;
  form: SurfaceKeyForm;
  usage: UsageOverview;
};

export function SurfaceKeyScreen({ place, form, usage, ...screen }: SurfaceKeyScreenProps) {
  const client = useSurfaceKeyClient(place, form);
  return (
    <KeyClientProvider client={client}>
      <KeyScreen
        {...screen}
        level={2}
        read={(keyId) => readKeyOverview({ ...place, keyId })}
        scope={(key) => <CapabilitiesCard apiKey={key} />}
        facts={(key) => <SurfaceKeyFacts apiKey={key} />}
        usage={
          <UsagePanel
            filters={{ keyId: screen.overview.key.id }}
            initial={usage}
            readUsage={readUsage}
          />
        }
        edit={(dialog) => <EditSurfaceKey {...dialog} place={place} form={form} />}
      />
    </KeyClientProvider>
  );
}

/** What a key may call, as a sentence and as a list. */
function CapabilitiesCard({ apiKey }: { apiKey: SurfaceKeyOverview["key"] }) {
  const { scoped, capabilities } = apiKey;
  return (
    <Panel title="Capabilities">
      <div className="grid gap-2.5">
        <p className="text-sm">{describeScope(apiKey, "can")}</p>
        {scoped && capabilities.length > 0 ? (
          <ul className="grid gap-1.5 text-sm">
            {capabilities.map(({ id, name, slug, enabled }) => (
              <li key={id} className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium wrap-anywhere">{name}</span>
                <code className="font-mono text-xs text-muted-foreground wrap-anywhere">
                  {slug}
                </code>
                {enabled ? null : <span className="text-xs font-medium text-warning">off</span>}
              </li>
            ))}
          </ul>
        ) : (
          <div>
            <CapabilityTags of={apiKey} />
          </div>
        )}
        {scoped ? null : (
          <p className="text-xs text-muted-foreground">
            Use such a key only when needed, and rotate it often.
          </p>
        )}
      </div>
    </Panel>
  );
}

function SurfaceKeyFacts({ apiKey }: { apiKey: SurfaceKeyOverview["key"] }) {
  return (
    <FactsCard
      apiKey={apiKey}
      maker={keyMaker(apiKey)}
      own={[
        addressesFact(apiKey.allowedIps),
        { label: "Customer", value: <CustomerLink of={apiKey.holder} /> },
        ...(apiKey.integration ? [{ label: "Integration", value: apiKey.integration }] : []),
        ...(apiKey.claimed ? [{ label: "Handed over", value: "By claim link" }] : []),
        ...metadataFacts(apiKey.metadata),
      ]}
    />
  );
}

function CustomerLink({ of: customer }: { of: SurfaceKeyOverview["key"]["holder"] }) {
  if (!customer) return "None";
  return (
    <Link href={`/customers/${customer.id}`} className="underline underline-offset-4">
      {customer.name}
    </Link>
  );
}
