import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import type { GroupCounts } from "@/components/usage/series";

type ShareBarProps = {
  counts: GroupCounts;
  /** What a bar of the whole width stands for. */
  peak: number;
};

/** Requests as one lying bar, in parts by what became of them; the numbers stand beside it. */
export function ShareBar({ counts, peak }: ShareBarProps) {
  let x = 0;
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className="h-2 w-full min-w-16 overflow-hidden rounded-full bg-muted"
    >
      {OUTCOME_GROUPS.map(({ group, color }) => {
        if (counts[group] === 0) return null;
        const width = Math.max(0.75, (counts[group] / Math.max(1, peak)) * 100);
        x += width;
        return <rect key={group} x={x - width} width={width} height={8} fill={color} />;
      })}
    </svg>
  );
}
