import { keyMaker } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/key-maker";
import { AddressList } from "@/components/key/page/address-list";
import { FactsCard } from "@/components/key/page/facts-card";
import type { SurfaceKeyOverview } from "@/lib/contracts/surface-key-screen";

export function SurfaceKeyFacts({ apiKey }: { apiKey: SurfaceKeyOverview["key"] }) {
  const entries = Object.entries(apiKey.metadata ?? {});
  return (
    <FactsCard
      apiKey={apiKey}
      maker={keyMaker(apiKey)}
      own={[
        { label: "Allowed IPs", value: <AddressList of={apiKey.allowedIps} /> },
        { label: "Customer", value: apiKey.customer ?? "None" },
        ...(entries.length > 0 ? [{ label: "Metadata", value: <Entries of={entries} /> }] : []),
      ]}
    />
  );
}

function Entries({ of: entries }: { of: readonly (readonly [string, unknown])[] }) {
  return (
    <ul className="grid gap-0.5">
      {entries.map(([name, value]) => (
        <li key={name}>
          <span className="text-muted-foreground">{name}:</span>{" "}
          {typeof value === "string" ? value : JSON.stringify(value)}
        </li>
      ))}
    </ul>
  );
}
