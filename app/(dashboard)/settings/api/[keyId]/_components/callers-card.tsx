import { CallerList } from "@/app/(dashboard)/settings/api/_components/caller-list";
import { Panel } from "@/app/(dashboard)/settings/api/[keyId]/_components/panel";
import type { KeyCaller } from "@/lib/contracts/platform-key-screen";

export function CallersCard({ callers }: { callers: readonly KeyCaller[] }) {
  return (
    <Panel title="Callers" description="Of the last 24 hours">
      <div className="text-sm">
        <CallerList callers={callers} shown={8} none="Nobody called with this key." />
      </div>
    </Panel>
  );
}
