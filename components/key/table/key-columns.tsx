import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { formatCount } from "@/components/format";
import { type KeyFacts, keyName, lastFourOf } from "@/components/key/key-facts";
import { CreatorLeft, KeyStatusBadge } from "@/components/key/key-status-badge";
import { LastUse } from "@/components/key/last-use";
import { MaskedKey } from "@/components/key/masked-key";
import { RelativeTime } from "@/components/relative-time";
import { Truncated } from "@/components/truncated";

type SparklineProps = {
  /** Oldest first, one per day. */
  values: readonly number[];
  /** What is counted: "Requests, last 7 days". */
  label: string;
};

const BAR = 6;
const GAP = 2;
const HEIGHT = 20;

function Sparkline({ values, label }: SparklineProps) {
  const peak = Math.max(1, ...values);
  const total = values.reduce((sum, value) => sum + value, 0);
  const width = Math.max(BAR, values.length * (BAR + GAP) - GAP);
  const bars = values.map((value, day) => {
    const height = value === 0 ? 1.5 : Math.max(3, (value / peak) * HEIGHT);
    return {
      value,
      path: `M${day * (BAR + GAP)} ${HEIGHT}v-${height.toFixed(2)}h${BAR}V${HEIGHT}z`,
    };
  });
  const pathOf = (some: typeof bars) => some.map(({ path }) => path).join("");
  return (
    <svg
      role="img"
      aria-label={`${label}: ${values.join(", ")}; ${formatCount(total)} in all`}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className="shrink-0"
    >
      <title>{`${label}: ${formatCount(total)}`}</title>
      <path d={pathOf(bars.filter(({ value }) => value === 0))} className="fill-input" />
      <path d={pathOf(bars.filter(({ value }) => value > 0))} className="fill-chart-1" />
    </svg>
  );
}

type KeyRow = KeyFacts & { requestsLast7Days: readonly number[] };

type OwnColumns<Row> = {
  /** What stands under the name. */
  below?: (row: Row) => ReactNode;
  /** What only one kind of keys has: what they may do. */
  scope: Pick<Column<Row>, "id" | "header" | "width" | "cell">;
  /** Who or what made a key, where that is not a person. */
  maker?: (row: Row) => ReactNode;
};

/** The columns of a table of keys. */
export function keyColumns<Row extends KeyRow>(own: OwnColumns<Row>): Column<Row>[] {
  const { below, scope, maker } = own;
  return [
    {
      id: "name",
      header: "Name",
      sortable: true,
      text: keyName,
      cell: (key) =>
        key.name ?? <span className="font-normal text-muted-foreground">{keyName(key)}</span>,
      below: (key) => (
        <>
          {below?.(key)}
          <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
            <KeyStatusBadge of={key} />
            <MaskedKey
              prefix={key.keyPrefix}
              last4={lastFourOf(key)}
              environment={key.environment}
              className="contents"
            />
          </span>
        </>
      ),
    },
    { ...scope, wide: true, className: "@max-cards:order-4" },
    ...trafficColumns<Row>(),
    {
      id: "createdAt",
      header: "Created",
      sortable: true,
      firstDirection: "descending",
      width: "w-30 @7xl:w-48",
      className: "@max-cards:order-7",
      cell: (key) => <Created apiKey={key} maker={maker?.(key) ?? null} />,
    },
  ];
}

function trafficColumns<Row extends KeyRow>(): Column<Row>[] {
  return [
    {
      id: "requests",
      header: "Last 7 days",
      width: "w-24 @7xl:w-28",
      className: "@max-cards:order-5",
      cell: (key) => <Requests values={key.requestsLast7Days} />,
    },
    {
      id: "lastUsedAt",
      header: "Last used",
      sortable: true,
      firstDirection: "descending",
      width: "w-36",
      className: "@max-2xl:col-span-2 @max-cards:order-2",
      cell: (key) => <LastUse of={key} stacked called={key.requestsLast7Days.some(Boolean)} />,
    },
    {
      id: "expiresAt",
      header: "Expires",
      sortable: true,
      width: "w-26 @7xl:w-28",
      className: "@max-cards:order-6",
      cell: (key) =>
        key.expiresAt ? (
          <RelativeTime at={key.expiresAt} />
        ) : (
          <span className="text-muted-foreground">Never</span>
        ),
    },
  ];
}

function Requests({ values }: { values: readonly number[] }) {
  const total = values.reduce((sum, value) => sum + value, 0);
  return (
    <span className="flex items-end gap-2 @cards:flex-col @cards:items-start @cards:gap-1">
      <Sparkline values={values} label="Requests, last 7 days" />
      <span aria-hidden className="text-xs text-muted-foreground tabular-nums">
        {formatCount(total)}
      </span>
    </span>
  );
}

function Created({ apiKey, maker }: { apiKey: KeyFacts; maker: ReactNode }) {
  const { createdAt, createdBy } = apiKey;
  return (
    <span className="grid grid-cols-[minmax(0,1fr)]">
      <RelativeTime at={createdAt} />
      {maker ??
        (createdBy ? (
          <Truncated className="text-xs text-muted-foreground" title={createdBy.name}>
            by {createdBy.name}
          </Truncated>
        ) : null)}
      {maker === null && (createdBy === null || createdBy.left) ? <CreatorLeft /> : null}
    </span>
  );
}
