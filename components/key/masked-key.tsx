import { cn } from "@/components/cn";
import type { Environment } from "@/lib/policy/roles";
import { EnvironmentBadge } from "./environment-badge";

type MaskedKeyProps = {
  /** The first characters of the secret, as stored. */
  prefix: string;
  /** The last four characters. */
  last4: string;
  environment?: Environment;
  className?: string;
};

export function MaskedKey({ prefix, last4, environment, className }: MaskedKeyProps) {
  return (
    <span
      className={cn(
        "inline-flex flex-wrap items-center gap-x-2 gap-y-1 whitespace-nowrap",
        className,
      )}
    >
      <span translate="no" className="font-mono text-xs text-muted-foreground">
        {prefix}
        <span aria-hidden>…</span>
        <span className="sr-only"> to </span>
        {last4}
      </span>
      {environment ? <EnvironmentBadge environment={environment} /> : null}
    </span>
  );
}
