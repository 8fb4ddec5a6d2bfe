"use client";

import { SurfaceStatusBadge } from "@/app/(dashboard)/products/_components/product-marks";
import { FactList, idFact } from "@/components/fact-list";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";

/** What the surface is and whether it answers. */
export function StatusPanel({ surface }: { surface: SurfaceView }) {
  const { id, status, items, keys, createdAt, updatedAt } = surface;
  const active = keys.filter(({ isActive }) => isActive);
  const unscoped = active.filter(({ scoped }) => !scoped).length;
  return (
    <Panel title="Status">
      <FactList
        facts={[
          {
            label: "Calls",
            value: (
              <span className="inline-flex flex-wrap items-center gap-2">
                <SurfaceStatusBadge status={status} />
                {status === "active" ? "are answered" : "get 503 “Surface is paused”"}
              </span>
            ),
          },
          {
            label: "Endpoints",
            value: `${items.filter(({ enabled }) => enabled).length} of ${items.length} on`,
          },
          {
            label: "Active keys",
            value: unscoped === 0 ? active.length : `${active.length}, ${unscoped} unscoped`,
          },
          { label: "Created", value: <RelativeTime at={createdAt} /> },
          { label: "Updated", value: <RelativeTime at={updatedAt} /> },
          idFact(id, "surface id"),
        ]}
      />
    </Panel>
  );
}
