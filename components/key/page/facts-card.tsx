import type { ReactNode } from "react";
import { CodeList, type Fact, FactList, idFact } from "@/components/fact-list";
import { type KeyFacts, lastFourOf } from "@/components/key/key-facts";
import { CreatorLeft } from "@/components/key/key-status-badge";
import { LastUse } from "@/components/key/last-use";
import { MaskedKey } from "@/components/key/masked-key";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";

type FactsCardProps = {
  apiKey: KeyFacts;
  /** What only one kind of keys has. */
  own?: readonly Fact[];
  /** Who or what made the key, where that is not a person. */
  maker?: ReactNode;
};

export function FactsCard({ apiKey, own = [], maker = null }: FactsCardProps) {
  const { id, keyPrefix, createdAt, createdBy, expiresAt, updatedAt } = apiKey;
  return (
    <Panel title="Details">
      <FactList
        facts={[
          {
            label: "Key",
            value: <MaskedKey prefix={keyPrefix} last4={lastFourOf(apiKey)} />,
          },
          { label: "Last used", value: <LastUse of={apiKey} /> },
          { label: "Expires", value: expiresAt ? <RelativeTime at={expiresAt} /> : "Never" },
          ...own,
          {
            label: "Created",
            value: (
              <span className="inline-flex flex-wrap items-center gap-x-1.5">
                <RelativeTime at={createdAt} />
                {maker ?? (createdBy ? <span>by {createdBy.name}</span> : null)}
                {maker === null && (createdBy === null || createdBy.left) ? <CreatorLeft /> : null}
              </span>
            ),
          },
          { label: "Updated", value: <RelativeTime at={updatedAt} /> },
          idFact(id, "key id"),
        ]}
      />
    </Panel>
  );
}

/** Where a key may be used from. */
export function addressesFact(addresses: readonly string[]): Fact {
  const value = addresses.length === 0 ? "Any address" : <CodeList of={addresses} />;
  return { label: "Allowed IPs", value };
}
