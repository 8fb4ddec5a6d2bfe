import { counted, formatCount } from "@/components/format";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { keyHref, Link } from "@/components/link";
import type { CustomerImpact } from "@/lib/contracts/customer/screen";

/** The keys of a customer that were let in during the last day, the busiest first. */
export function KeysInUse({ impact: { used, keys } }: { impact: CustomerImpact }) {
  if (used === 0) return <span className="text-muted-foreground">None of them</span>;
  const shown = keys.filter(({ requests }) => requests > 0);
  return (
    <ul className="grid gap-1">
      {shown.map(({ id, name, maskedKey, environment, requests }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
          <span className="line-clamp-2 wrap-anywhere" title={name ?? maskedKey}>
            {name ?? maskedKey}
          </span>
          <EnvironmentBadge environment={environment} />
          <span className="text-xs text-muted-foreground">{counted(requests, "call")}</span>
        </li>
      ))}
      <More than={shown.length} of={used} />
    </ul>
  );
}

/** The keys of a customer that keep it from being deleted, each with the way to it. */
export function KeyLinks({ impact: { living, keys } }: { impact: CustomerImpact }) {
  return (
    <ul className="grid gap-1.5 rounded-lg border bg-subtle px-3.5 py-2.5 text-sm">
      {keys.map(({ id, name, maskedKey, kind, surface }) => (
        <li key={id} className="wrap-anywhere">
          {surface || kind === "platform" ? (
            <Link href={keyHref(id, surface)} className="font-medium underline underline-offset-2">
              {name ?? maskedKey}
            </Link>
          ) : (
            (name ?? maskedKey)
          )}
        </li>
      ))}
      <More than={keys.length} of={living} />
    </ul>
  );
}

function More({ than, of: all }: { than: number; of: number }) {
  if (all <= than) return null;
  return <li className="text-muted-foreground">and {formatCount(all - than)} more</li>;
}
