import { formatCount } from "@/components/format";
import type { KeyCaller } from "@/lib/contracts/key/screen";

const BROWSERS = [
  { mark: /\bEdg\/(\d+)/, name: "Edge" },
  { mark: /\bFirefox\/(\d+)/, name: "Firefox" },
  { mark: /\bChrome\/(\d+)/, name: "Chrome" },
  { mark: /\bVersion\/(\d+)[.\d]* .*Safari\//, name: "Safari" },
] as const;

/** What people know a program by: the first product of its user agent, or the browser's name. */
export function programName(userAgent: string | null): string {
  if (!userAgent) return "Unknown program";
  if (userAgent.startsWith("Mozilla/")) {
    for (const { mark, name } of BROWSERS) {
      const version = mark.exec(userAgent)?.[1];
      if (version) return `${name} ${version}`;
    }
  }
  return userAgent.split(" ")[0] ?? userAgent;
}

type CallerListProps = {
  callers: readonly KeyCaller[];
  shown?: number;
  /** What to say when there are none. */
  none?: string;
};

/** Who called, as program and address, most requests first. */
export function CallerList({ callers, shown = 3, none = "None" }: CallerListProps) {
  if (callers.length === 0) return <span className="text-muted-foreground">{none}</span>;
  const rest = callers.length - shown;
  return (
    <ul className="grid gap-1">
      {callers.slice(0, shown).map(({ address, userAgent, requests }) => (
        <li key={`${userAgent} ${address}`} className="flex justify-between gap-3">
          <span className="min-w-0">
            <span className="wrap-anywhere">{programName(userAgent)}</span>{" "}
            <span className="text-xs text-muted-foreground wrap-anywhere">
              {address ?? "unknown address"}
            </span>
          </span>
          <span className="whitespace-nowrap text-muted-foreground tabular-nums">
            {formatCount(requests)} {requests === 1 ? "call" : "calls"}
          </span>
        </li>
      ))}
      {rest > 0 ? <li className="text-muted-foreground">and {rest} more</li> : null}
    </ul>
  );
}
