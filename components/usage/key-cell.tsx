import { EnvironmentBadge } from "@/components/key/environment-badge";
import { Link } from "@/components/link";
import { Truncated } from "@/components/truncated";
import type { UsageKey } from "@/lib/contracts/analytics/overview";
import { keyHref, keyName } from "./names";
import type { NumberColumn } from "./number-table";

/** A key by its name, with the way to its page. */
function KeyCell({ usageKey }: { usageKey: Pick<UsageKey, "id" | "facts"> }) {
  const href = keyHref(usageKey);
  const { facts } = usageKey;
  return (
    <span className="flex max-w-28 items-center gap-2 sm:max-w-64">
      {href === null ? (
        <Truncated className="text-muted-foreground" title={keyName(usageKey)} />
      ) : (
        <Link href={href} className="truncate font-medium hover:underline" title={facts?.maskedKey}>
          {keyName(usageKey)}
        </Link>
      )}
      {facts ? (
        <span className="max-sm:hidden">
          <EnvironmentBadge environment={facts.environment} />
        </span>
      ) : null}
      {facts?.revoked ? <span className="text-muted-foreground">revoked</span> : null}
    </span>
  );
}

/** The column that names a key. */
export function keyColumn(total?: string): NumberColumn<UsageKey> {
  return { header: "Key", cell: (key) => <KeyCell usageKey={key} />, total };
}
