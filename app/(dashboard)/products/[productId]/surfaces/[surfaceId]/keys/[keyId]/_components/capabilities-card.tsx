import { CapabilityTags } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/capability-tags";
import { describeScope } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/describe-scope";
import { Panel } from "@/components/panel";
import type { SurfaceKeyOverview } from "@/lib/contracts/surface-key-screen";

/** What a key may call, as a sentence and as a list. */
export function CapabilitiesCard({ apiKey }: { apiKey: SurfaceKeyOverview["key"] }) {
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
            Give such a key only where nothing less will do, and rotate it often.
          </p>
        )}
      </div>
    </Panel>
  );
}
