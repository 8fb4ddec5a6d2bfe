import { CreatorLeft } from "@/app/(dashboard)/settings/api/_components/creator-left";
import { LastUse } from "@/app/(dashboard)/settings/api/_components/last-use";
import { Panel } from "@/app/(dashboard)/settings/api/[keyId]/_components/panel";
import { CopyButton } from "@/components/copy-button";
import { FactList } from "@/components/fact-list";
import { RelativeTime } from "@/components/relative-time";
import type { PlatformKeyView } from "@/lib/contracts/platform-key";

export function FactsCard({ apiKey }: { apiKey: PlatformKeyView }) {
  const { id, allowedIps, createdAt, createdBy, expiresAt, updatedAt } = apiKey;
  return (
    <Panel title="Facts">
      <FactList
        facts={[
          { label: "Last used", value: <LastUse of={apiKey} /> },
          { label: "Expires", value: expiresAt ? <RelativeTime at={expiresAt} /> : "Never" },
          {
            label: "Allowed IPs",
            value: allowedIps.length === 0 ? "Any address" : <AddressList of={allowedIps} />,
          },
          {
            label: "Created",
            value: (
              <span className="inline-flex flex-wrap items-center gap-x-1.5">
                <RelativeTime at={createdAt} />
                {createdBy ? <span>by {createdBy.name}</span> : null}
                {createdBy === null || createdBy.left ? <CreatorLeft /> : null}
              </span>
            ),
          },
          { label: "Changed", value: <RelativeTime at={updatedAt} /> },
          {
            label: "Id",
            value: (
              <span className="flex items-center gap-1">
                <code className="font-mono text-xs break-all">{id}</code>
                <CopyButton text={id} label="key id" />
              </span>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function AddressList({ of: addresses }: { of: readonly string[] }) {
  return (
    <ul className="grid gap-0.5 font-mono text-xs">
      {addresses.map((address) => (
        <li key={address}>{address}</li>
      ))}
    </ul>
  );
}
