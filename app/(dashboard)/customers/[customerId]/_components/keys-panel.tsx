import { formatCount } from "@/components/format";
import { KeyStatusBadge } from "@/components/key/key-status-badge";
import { LastUse } from "@/components/key/last-use";
import { MaskedKey } from "@/components/key/masked-key";
import { keyHref, Link } from "@/components/link";
import { Panel } from "@/components/panel";
import type { CustomerOverview, KeyOfCustomer } from "@/lib/contracts/customer/screen";

type KeysPanelProps = Pick<CustomerOverview, "keys" | "keyCount" | "livingKeys">;

/** The keys of a customer, the last used first. */
export function KeysPanel({ keys, keyCount, livingKeys }: KeysPanelProps) {
  return (
    <Panel
      title="Keys"
      description={
        keyCount === 0
          ? undefined
          : `${formatCount(livingKeys)} of ${formatCount(keyCount)} not revoked`
      }
    >
      {keyCount === 0 ? (
        <p className="text-sm text-muted-foreground">
          No keys yet: this customer can call nothing. Create one on the Keys tab of a surface, and
          name the customer there.
        </p>
      ) : (
        <ul className="-mx-4 -mb-4 grid divide-y border-t text-sm">
          {keys.map((key) => (
            <KeyRow key={key.id} of={key} />
          ))}
          {keyCount > keys.length ? (
            <li className="px-4 py-2.5 text-muted-foreground">
              and {formatCount(keyCount - keys.length)} more, used longer ago. Search for the
              customer on the Keys tab of a surface to see them.
            </li>
          ) : null}
        </ul>
      )}
    </Panel>
  );
}

function KeyRow({ of: key }: { of: KeyOfCustomer }) {
  const { id, name, integration, kind, surface, surfaceName, keyPrefix, lastFour } = key;
  const title = name ?? integration ?? "Unnamed key";
  const hasPage = surface !== null || kind === "platform";
  const about = [
    name && integration ? integration : null,
    kind === "platform" ? "Platform API" : (surfaceName ?? "Its surface is deleted"),
  ].filter((part) => part !== null);
  return (
    <li className="grid gap-x-6 gap-y-1.5 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="grid min-w-0 gap-1">
        {hasPage ? (
          <Link
            href={keyHref(id, surface)}
            title={title}
            className="line-clamp-2 w-fit rounded-sm font-medium wrap-anywhere hover:underline hover:underline-offset-4"
          >
            {title}
          </Link>
        ) : (
          <span className="line-clamp-2 font-medium wrap-anywhere" title={title}>
            {title}
          </span>
        )}
        <span
          className="line-clamp-1 text-xs break-all text-muted-foreground"
          title={about.join(" · ")}
        >
          {about.join(" · ")}
        </span>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <KeyStatusBadge of={key} />
          <MaskedKey
            prefix={keyPrefix}
            last4={lastFour}
            environment={key.environment}
            className="contents"
          />
        </span>
      </div>
      <div className="flex items-baseline gap-1.5 sm:grid sm:justify-items-end sm:text-right">
        <span className="text-xs text-muted-foreground sm:hidden">Last used</span>
        <LastUse of={key} />
      </div>
    </li>
  );
}
