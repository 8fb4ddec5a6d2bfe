import { PauseIcon, PencilIcon, PlayIcon } from "lucide-react";
import { removeAct } from "@/components/act-buttons";
import { ActMenu } from "@/components/act-menu";
import { FactList } from "@/components/fact-list";
import { counted } from "@/components/format";
import type { ActDialogs } from "@/components/hooks/use-act-dialogs";
import { Link } from "@/components/link";
import { Skeleton } from "@/components/page-skeletons";
import { useReadOnlyReason } from "@/components/read-only";
import { Badge } from "@/components/ui/badge";
import { Popover } from "@/components/ui/popover";
import type { CapabilityView } from "@/lib/contracts/capability/contracts";
import type { ProductView } from "@/lib/contracts/product/contracts";
import { ImpactKeys } from "./impact-facts";
import { useListedImpact } from "./use-impact";

const LISTED = 50;

/** How many keys can call a capability, and which. */
function CapabilityKeys({ capability }: { capability: CapabilityView }) {
  const impact = useListedImpact(capability.productId, capability.id);
  if (impact === undefined) return <Skeleton className="h-5 w-28" />;
  if (impact === "unreadable") {
    return <span className="text-muted-foreground">Could not load</span>;
  }
  if (impact.keyCount === 0) {
    return <span className="text-muted-foreground">No key can call it</span>;
  }
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Popover
        className="max-h-80 w-96 max-w-[calc(100vw-2rem)] text-sm"
        trigger={
          <button
            type="button"
            className="rounded underline decoration-dotted underline-offset-2 hover:decoration-solid"
          >
            {counted(impact.keyCount, "key")} can call it
          </button>
        }
      >
        <ImpactKeys impact={impact} shown={LISTED} />
      </Popover>
      <span className="text-xs text-muted-foreground">
        {counted(impact.requests, "call")} in 7 days
      </span>
    </span>
  );
}

export type CapabilityAct = "edit" | "switch" | "remove";

type CapabilityRowProps = {
  product: ProductView;
  capability: CapabilityView;
  acts: ActDialogs<CapabilityAct, CapabilityView>;
};

export function CapabilityRow({ product, capability, acts }: CapabilityRowProps) {
  const { capabilityName, capabilityDescription, enabled, flowId, flowName } = capability;
  return (
    <li className="grid gap-2.5 px-4 py-3.5">
      <div className="flex items-start justify-between gap-3">
        <div className="grid min-w-0 gap-0.5">
          <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-semibold">
            <span className="min-w-0 wrap-anywhere">{capabilityName}</span>
            {enabled ? null : <Badge variant="warning">Disabled</Badge>}
          </h3>
          {capabilityDescription ? (
            <p className="max-w-prose text-sm text-muted-foreground wrap-anywhere">
              {capabilityDescription}
            </p>
          ) : null}
        </div>
        <ActMenu
          subject={capabilityName}
          reason={useReadOnlyReason("PRODUCTS:WRITE")}
          acts={[
            { label: "Edit", icon: PencilIcon, onSelect: () => acts.start("edit", capability) },
            {
              label: enabled ? "Disable" : "Enable",
              icon: enabled ? PauseIcon : PlayIcon,
              onSelect: () => acts.start("switch", capability),
            },
            removeAct("Remove", () => acts.start("remove", capability)),
          ]}
        />
      </div>
      <FactList
        facts={[
          {
            label: "Runs",
            value: (
              <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
                <Link href={`/flows/${flowId}`} className="underline underline-offset-2">
                  {flowName}
                </Link>
                <Published version={capability.publishedVersion} />
              </span>
            ),
          },
          { label: "On", value: <SurfacesOf product={product} capability={capability} /> },
          { label: "Keys", value: <CapabilityKeys capability={capability} /> },
        ]}
      />
    </li>
  );
}

function Published({ version }: { version: number | null }) {
  return version === null ? (
    <Badge variant="warning">Not published: test keys only</Badge>
  ) : (
    <Badge variant="muted">Published v{version}</Badge>
  );
}

/** The surfaces that offer it, as links to their endpoints. */
function SurfacesOf({ product, capability }: { product: ProductView; capability: CapabilityView }) {
  const offers = product.surfaces.flatMap((surface) =>
    surface.items
      .filter(({ capabilityId }) => capabilityId === capability.id)
      .map((item) => ({ surface, item })),
  );
  if (offers.length === 0) {
    return (
      <span className="text-muted-foreground">Not on any surface, so it cannot be called</span>
    );
  }
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1">
      {offers.map(({ surface, item }) => (
        <li key={item.id} className="inline-flex flex-wrap items-center gap-x-1.5">
          <Link
            href={`/products/${product.id}/surfaces/${surface.id}/endpoints`}
            className="underline underline-offset-2 wrap-anywhere"
          >
            {surface.name}{" "}
            <code className="font-mono text-xs text-muted-foreground">/{item.endpointSlug}</code>
          </Link>
          {item.enabled ? null : <Badge variant="warning">Off</Badge>}
        </li>
      ))}
    </ul>
  );
}
