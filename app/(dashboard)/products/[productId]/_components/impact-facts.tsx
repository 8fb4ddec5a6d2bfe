import { counted, formatCount } from "@/components/format";
import { CallerList } from "@/components/key/caller-list";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { Skeleton } from "@/components/page-skeletons";
import type { Impact } from "@/lib/contracts/product/impact";
import type { KnownImpact } from "./use-impact";

const SHOWN = 3;

/** Which keys and callers an act would break, for the dialog that asks before it. */
export function impactFacts(impact: KnownImpact) {
  if (impact === undefined) {
    const waiting = <Skeleton className="h-5 w-40" />;
    return [
      { label: "Keys", value: waiting },
      { label: "Callers, 7 days", value: waiting },
    ];
  }
  if (impact === "unreadable") {
    return [{ label: "Keys, callers", value: "Could not load who depends on this." }];
  }
  return [
    { label: "Keys", value: <ImpactKeys impact={impact} /> },
    {
      label: "Callers, 7 days",
      value: <CallerList callers={impact.callers} none="No calls in the last 7 days" />,
    },
  ];
}

type ImpactKeysProps = { impact: Impact; shown?: number };

/** The keys that can call, the busiest first. */
export function ImpactKeys({ impact, shown = SHOWN }: ImpactKeysProps) {
  const { keys, keyCount } = impact;
  if (keyCount === 0) return <span className="text-muted-foreground">No key can call it</span>;
  const rest = keyCount - Math.min(shown, keys.length);
  return (
    <ul className="grid gap-1">
      {keys.slice(0, shown).map(({ id, name, maskedKey, environment, scoped, requests }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
          <span className="wrap-anywhere">{name ?? maskedKey}</span>
          <EnvironmentBadge environment={environment} />
          <span className="text-xs text-muted-foreground">
            {scoped ? "scoped" : "unscoped"} · {counted(requests, "call")}
          </span>
        </li>
      ))}
      {rest > 0 ? <li className="text-muted-foreground">and {formatCount(rest)} more</li> : null}
    </ul>
  );
}
