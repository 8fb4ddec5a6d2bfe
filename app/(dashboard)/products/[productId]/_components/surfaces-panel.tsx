"use client";

import { ChevronRightIcon, PlusIcon, WaypointsIcon } from "lucide-react";
import {
  SurfaceEnvironmentBadge,
  SurfaceStatusBadge,
} from "@/app/(dashboard)/products/_components/product-marks";
import { EmptyState } from "@/components/empty-state";
import { counted } from "@/components/format";
import { GatedButton } from "@/components/gated-button";
import { lazyDialog } from "@/components/lazy-dialog";
import { Link } from "@/components/link";
import { Panel } from "@/components/panel";
import { useReadOnlyReason } from "@/components/read-only";
import { useUrlDialog } from "@/components/url-state/use-url-dialog";
import type { ProductView } from "@/lib/contracts/product/contracts";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";

const dialogs = () => import("./add-surface-dialog");
const AddSurfaceDialog = lazyDialog(dialogs, (it) => it.AddSurfaceDialog);

/** Where the product is called. */
export function SurfacesPanel({ product }: { product: ProductView }) {
  const readOnlyReason = useReadOnlyReason("PRODUCTS:WRITE");
  const add = useUrlDialog("surface");
  const { surfaces } = product;
  return (
    <Panel
      title="Surfaces"
      description="Where capabilities are called. Each surface has its own URLs, keys and limits."
      action={
        <GatedButton variant="outline" size="sm" reason={readOnlyReason} onClick={add.open}>
          <PlusIcon aria-hidden /> {surfaces.length === 0 ? "Add Surface" : "Add Another Surface"}
        </GatedButton>
      }
    >
      {surfaces.length === 0 ? (
        <EmptyState
          icon={WaypointsIcon}
          title="No surfaces yet: nobody can reach this product"
          guide={{ name: "surfaces-and-capabilities", title: "Surfaces and capabilities" }}
          description="Add a REST API to give each capability its own URL."
        />
      ) : (
        <ul className="-mx-4 -mb-4 divide-y border-t">
          {surfaces.map((surface) => (
            <SurfaceRow key={surface.id} surface={surface} />
          ))}
        </ul>
      )}
      <AddSurfaceDialog
        product={product}
        open={readOnlyReason === null && add.isOpen}
        onClose={add.close}
      />
    </Panel>
  );
}

function SurfaceRow({ surface }: { surface: SurfaceView }) {
  const { id, productId, name, status, environment, items, keys } = surface;
  const active = keys.filter(({ isActive }) => isActive).length;
  return (
    <li className="relative flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 px-4 py-3 transition-colors hover:bg-subtle has-[a:focus-visible]:bg-accent">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <Link
          href={`/products/${productId}/surfaces/${id}`}
          className="text-sm font-semibold wrap-anywhere after:absolute after:inset-0"
        >
          {name}
        </Link>
        <SurfaceStatusBadge status={status} />
        <SurfaceEnvironmentBadge environment={environment} />
      </span>
      <span className="inline-flex items-center gap-2 text-sm text-muted-foreground tabular-nums">
        REST API · {counted(items.length, "endpoint")} · {counted(active, "active key")}
        <ChevronRightIcon aria-hidden className="size-4" />
      </span>
    </li>
  );
}
