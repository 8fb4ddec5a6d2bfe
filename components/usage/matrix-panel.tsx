import type { ReactNode } from "react";
import { cn } from "@/components/cn";
import { formatCount } from "@/components/format";
import { Link } from "@/components/link";
import { Panel } from "@/components/panel";
import type { UsageCapability, UsageKey, UsageOverview } from "@/lib/contracts/analytics/overview";
import { CsvButton } from "./csv-button";
import { KeyCell } from "./key-cell";
import { capabilityName, keyName } from "./names";
import { NumberTable } from "./number-table";

const MAX_COLUMNS = 12;
const SHADES = ["bg-chart-1/10", "bg-chart-1/18", "bg-chart-1/28", "bg-chart-1/40"] as const;

type MatrixPanelProps = {
  usage: UsageOverview;
  /** Where the requests of a key with a capability are shown alone. */
  hrefOf: (keyId: string, capabilityId: string) => string;
};

/** Which keys call which capabilities, and how often. */
export function MatrixPanel({ usage, hrefOf }: MatrixPanelProps) {
  const called = usage.capabilities.filter(({ id }) => id !== null);
  const none = usage.capabilities.filter(({ id }) => id === null);
  const shown = [...called.slice(0, MAX_COLUMNS), ...none];
  const keys = usage.keys;
  const peak = Math.max(1, ...keys.flatMap((key) => key.capabilities.map((cell) => cell.requests)));
  const left = called.length - MAX_COLUMNS;

  return (
    <Panel
      title="Keys and capabilities"
      description={
        left > 0
          ? `Which keys call which capabilities: the ${MAX_COLUMNS} busiest of ${called.length}`
          : "Which keys call which capabilities"
      }
      action={
        <CsvButton
          what="keys and capabilities"
          file={({ csvName, matrixFile }) =>
            matrixFile(csvName("keys-and-capabilities", usage), keys, [...called, ...none])
          }
        />
      }
    >
      {called.length === 0 ? (
        <p className="text-sm text-muted-foreground">
          No capability was called in this period. Requests to the platform API have no capability.
        </p>
      ) : (
        <>
          <NumberTable
            caption="Keys and capabilities"
            rows={keys}
            rowId={({ id }) => id}
            columns={[
              { header: "Key", cell: (key: UsageKey) => <KeyCell usageKey={key} /> },
              ...shown.map((capability) => ({
                id: capability.id ?? "none",
                header: capabilityName(capability),
                cell: (key: UsageKey) => (
                  <Cell usageKey={key} capability={capability} peak={peak} hrefOf={hrefOf} />
                ),
              })),
            ]}
            footer={["All keys", ...shown.map(({ requests }) => formatCount(requests))]}
          />
          {none.length > 0 ? <NoCapabilityNote /> : null}
        </>
      )}
    </Panel>
  );
}

type CellProps = {
  usageKey: UsageKey;
  capability: UsageCapability;
  peak: number;
  hrefOf: MatrixPanelProps["hrefOf"];
};

function Cell({ usageKey, capability, peak, hrefOf }: CellProps): ReactNode {
  const cell = usageKey.capabilities.find(({ capabilityId }) => capabilityId === capability.id);
  if (!cell) return <span className="text-muted-foreground">0</span>;
  const text = formatCount(cell.requests);
  if (capability.id === null) return text;
  const shade = SHADES[Math.min(3, Math.floor((cell.requests / peak) * SHADES.length))];
  return (
    <Link
      href={hrefOf(usageKey.id, capability.id)}
      aria-label={`${text} ${cell.requests === 1 ? "request" : "requests"} of ${keyName(usageKey)} to ${capabilityName(capability)}`}
      className={cn(
        "-my-0.5 inline-block min-w-10 rounded px-2 py-0.5 font-medium hover:underline",
        shade,
      )}
    >
      {text}
    </Link>
  );
}

/** Says what stands where the name of a capability would. */
export function NoCapabilityNote() {
  return (
    <p className="mt-2 text-xs text-muted-foreground">
      No capability: requests to the platform API, and calls refused before their capability was
      known, for example by a rate limit or because the surface has no such capability.
    </p>
  );
}
