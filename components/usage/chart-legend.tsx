import { cn } from "@/components/cn";
import type { ChartFact } from "@/components/usage/time-chart";

/** What the colours stand for, with the numbers of the whole range. */
export function ChartLegend({ facts }: { facts: readonly ChartFact[] }) {
  return (
    <div className="grid gap-1 text-xs sm:flex sm:items-baseline sm:justify-between">
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {facts.map(({ label, dot, value }) => (
          <li key={label} className="flex items-center gap-1.5">
            <span aria-hidden className={cn("size-2 rounded-[3px]", dot)} />
            <span className="text-muted-foreground">{label}</span>{" "}
            <span className="font-medium tabular-nums">{value}</span>
          </li>
        ))}
      </ul>
      <span className="whitespace-nowrap text-muted-foreground">Whole range</span>
    </div>
  );
}
