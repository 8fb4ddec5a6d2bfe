import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import type { DayCounts } from "@/components/key/page/usage-card";

const HEIGHT = 96;

type UsageBarProps = { counts: DayCounts /** The busiest day. */; peak: number };

/** One day as a stacked bar; the table around it says the numbers. */
export function UsageBar({ counts, peak }: UsageBarProps) {
  let top = HEIGHT;
  const parts = OUTCOME_GROUPS.flatMap(({ group, color }) => {
    if (counts[group] === 0) return [];
    const height = Math.max(2, (counts[group] / peak) * (HEIGHT - 4));
    top -= height;
    return [{ group, color, y: top, height }];
  });
  return (
    <svg aria-hidden="true" className="mx-auto h-24 w-full max-w-14">
      <rect y={HEIGHT - 1} width="100%" height={1} className="fill-border" />
      {parts.map(({ group, color, y, height }) => (
        <rect key={group} y={y} width="100%" height={height} fill={color} />
      ))}
    </svg>
  );
}
