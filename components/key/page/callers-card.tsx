import { CallerList } from "@/components/key/caller-list";
import { Panel } from "@/components/panel";
import type { KeyCaller } from "@/lib/contracts/key-screen";

export function CallersCard({ callers }: { callers: readonly KeyCaller[] }) {
  return (
    <Panel title="Callers" description="Of the last 24 hours">
      <div className="text-sm">
        <CallerList callers={callers} shown={8} none="Nobody called with this key." />
      </div>
    </Panel>
  );
}
