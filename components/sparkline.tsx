import { cn } from "@/components/cn";

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
  const bars = values.map((value, day) => ({
    x: day * (BAR + GAP),
    height: value === 0 ? 1.5 : Math.max(3, (value / peak) * HEIGHT),
    fill: value === 0 ? "fill-input" : "fill-chart-1",
  }));
  return (
    <svg
      role="img"
      aria-label={`${label}: ${values.join(", ")}; ${total.toLocaleString("en")} in all`}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className={cn("shrink-0", className)}
    >
      <title>{`${label}: ${total.toLocaleString("en")}`}</title>
      {bars.map(({ x, height, fill }) => (
        <rect
          key={x}
          x={x}
          y={HEIGHT - height}
          width={BAR}
          height={height}
          rx={1}
          className={fill}
        />
      ))}
    </svg>
  );
}
