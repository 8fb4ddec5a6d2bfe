import { cn } from "@/components/cn";
import { formatCount } from "@/components/format-count";

type SparklineProps = {
  /** Oldest first, one per day. */
  values: readonly number[];
  /** What is counted: "Requests, last 7 days". */
  label: string;
  className?: string;
};

const BAR = 6;
const GAP = 2;
const HEIGHT = 20;

export function Sparkline({ values, label, className }: SparklineProps) {
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
      className={cn("shrink-0", className)}
    >
      <title>{`${label}: ${formatCount(total)}`}</title>
      <path d={pathOf(bars.filter(({ value }) => value === 0))} className="fill-input" />
      <path d={pathOf(bars.filter(({ value }) => value > 0))} className="fill-chart-1" />
    </svg>
  );
}
