"use client";

import { CapabilityKeys } from "@/app/(dashboard)/products/[productId]/_components/capability-keys";
import { CapabilityMenu } from "@/app/(dashboard)/products/[productId]/_components/capability-menu";
import type { CapabilityActs } from "@/app/(dashboard)/products/[productId]/_components/use-capability-acts";
import { FactList } from "@/components/fact-list";
import { Link } from "@/components/link";
import { Badge } from "@/components/ui/badge";
import type { CapabilityView } from "@/lib/contracts/capability";
import type { ProductView } from "@/lib/contracts/product";

type CapabilityRowProps = {
  product: ProductView;
  capability: CapabilityView;
  acts: CapabilityActs;
  readOnlyReason: string | null;
};

export function CapabilityRow({ product, capability, acts, readOnlyReason }: CapabilityRowProps) {
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
        <CapabilityMenu capability={capability} acts={acts} readOnlyReason={readOnlyReason} />
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
    return <span className="text-muted-foreground">No surface: nobody can call it</span>;
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
