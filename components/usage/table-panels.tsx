import { cn } from "@/components/cn";
import { counted, formatCount } from "@/components/format";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { OUTCOME_FACES } from "@/components/key/page/outcome-groups";
import { Link } from "@/components/link";
import { Truncated } from "@/components/truncated";
import type {
  UsageCapability,
  UsageKey,
  UsageOverview,
  UsageQuery,
} from "@/lib/contracts/analytics/overview";
import { capabilityName, keyHref, keyName, OUTCOME_STATUSES } from "./names";
import { type NumberColumn, NumberPanel } from "./number-table";
import { usageHref } from "./usage-ranges";

type PanelProps = { usage: UsageOverview };

/** Says what stands where the name of a capability would. */
const NO_CAPABILITY =
  "No capability: requests to the platform API, and calls refused before their capability was known, for example by a rate limit or because the surface has no such capability.";

const MAX_COLUMNS = 12;
const SHADES = ["bg-chart-1/10", "bg-chart-1/18", "bg-chart-1/28", "bg-chart-1/40"] as const;

/** Which keys call which capabilities, and how often; each number leads to its requests alone. */
export function MatrixPanel({ usage, query }: PanelProps & { query: UsageQuery }) {
  const called = usage.capabilities.filter(({ id }) => id !== null);
  const none = usage.capabilities.filter(({ id }) => id === null);
  const { keys } = usage;
  const peak = Math.max(1, ...keys.flatMap((key) => key.capabilities.map((cell) => cell.requests)));
  return (
    <NumberPanel
      title="Keys and capabilities"
      description={
        called.length > MAX_COLUMNS
          ? `Which keys call which capabilities: the ${MAX_COLUMNS} busiest of ${called.length}`
          : "Which keys call which capabilities"
      }
      usage={usage}
      file="keys-and-capabilities"
      none="No capability was called in this period. Requests to the platform API have no capability."
      note={none.length > 0 ? NO_CAPABILITY : undefined}
      rows={called.length > 0 ? keys : []}
      rowId={({ id }) => id}
      columns={[
        keyColumn("All keys"),
        ...[...called.slice(0, MAX_COLUMNS), ...none].map((capability) => ({
          id: capability.id ?? "none",
          header: capabilityName(capability),
          cell: (key: UsageKey) => <Cell {...{ usageKey: key, capability, peak, query }} />,
          total: formatCount(capability.requests),
        })),
      ]}
    />
  );
}

type CellProps = {
  usageKey: UsageKey;
  capability: UsageCapability;
  peak: number;
  query: UsageQuery;
};

function Cell({ usageKey, capability, peak, query }: CellProps) {
  const cell = usageKey.capabilities.find(({ capabilityId }) => capabilityId === capability.id);
  if (!cell) return <span className="text-muted-foreground">0</span>;
  const text = formatCount(cell.requests);
  if (capability.id === null) return text;
  const shade = SHADES[Math.min(3, Math.floor((cell.requests / peak) * SHADES.length))];
  return (
    <Link
      href={usageHref({ ...query, keyId: usageKey.id, capabilityId: capability.id })}
      aria-label={`${counted(cell.requests, "request")} of ${keyName(usageKey)} to ${capabilityName(capability)}`}
      className={cn(
        "-my-0.5 inline-block min-w-10 rounded px-2 py-0.5 font-medium hover:underline",
        shade,
      )}
    >
      {text}
    </Link>
  );
}

/** What was not served, and why. */
export function ErrorsPanel({ usage }: PanelProps) {
  const names = new Map(usage.capabilities.map((each) => [each.id, capabilityName(each)]));
  const isUnnamed = usage.errors.some(({ capabilityId }) => capabilityId === null);
  return (
    <NumberPanel
      title="Errors"
      description="Requests that failed or were refused, by reason and capability"
      usage={usage}
      file="errors"
      none="No errors."
      note={isUnnamed ? NO_CAPABILITY : undefined}
      rows={usage.errors}
      rowId={({ outcome, capabilityId }) => `${outcome} ${capabilityId}`}
      columns={[
        {
          header: "Reason",
          cell: ({ outcome }) => (
            <span title={OUTCOME_FACES[outcome].about}>{OUTCOME_FACES[outcome].label}</span>
          ),
        },
        { header: "Status", words: true, cell: ({ outcome }) => OUTCOME_STATUSES[outcome] },
        {
          header: "Capability",
          words: true,
          cell: ({ capabilityId }) => (
            <Truncated
              className="inline-block max-w-40 align-middle"
              title={names.get(capabilityId) ?? ""}
            />
          ),
        },
        { header: "Requests", cell: ({ requests }) => formatCount(requests) },
      ]}
    />
  );
}

/** The column that names a key. */
export function keyColumn(total?: string): NumberColumn<UsageKey> {
  return { header: "Key", cell: (key) => <KeyCell usageKey={key} />, total };
}

/** A key by its name, with the way to its page. */
function KeyCell({ usageKey }: { usageKey: UsageKey }) {
  const href = keyHref(usageKey);
  const { facts } = usageKey;
  return (
    <span className="flex max-w-28 items-center gap-2 sm:max-w-64">
      {href === null ? (
        <Truncated className="text-muted-foreground" title={keyName(usageKey)} />
      ) : (
        <Link href={href} className="truncate font-medium hover:underline" title={facts?.maskedKey}>
          {keyName(usageKey)}
        </Link>
      )}
      {facts ? (
        <span className="max-sm:hidden">
          <EnvironmentBadge environment={facts.environment} />
        </span>
      ) : null}
      {facts?.revoked ? <span className="text-muted-foreground">revoked</span> : null}
    </span>
  );
}
