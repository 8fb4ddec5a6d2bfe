import { RefreshCwIcon } from "lucide-react";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { KEY_STATUSES } from "@/components/key/key-status";
import { MaskedKey } from "@/components/key/masked-key";
import { lazyDialog } from "@/components/lazy-dialog";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { PortalKey, PortalOverview } from "@/lib/contracts/customer/portal";

const RollKeyDialog = lazyDialog(
  () => import("./roll-key-dialog"),
  (it) => it.RollKeyDialog,
);

type PortalKeysProps = { overview: PortalOverview; onChanged: () => void };

export function PortalKeys({ overview, onChanged }: PortalKeysProps) {
  const { link, keys, surfaces } = overview;
  const acts = useActDialogs<"roll", PortalKey>();
  return (
    <Panel title="Keys">
      {keys.length === 0 ? (
        <p className="text-sm text-muted-foreground">You have no keys here.</p>
      ) : (
        <ul className="-mx-4 -mb-4 grid divide-y border-t text-sm">
          {keys.map((key) => (
            <li
              key={key.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3"
            >
              <KeyFacts
                of={key}
                on={surfaces.find(({ id }) => id === key.surfaceId)?.product ?? ""}
              />
              {key.status === "disabled" || key.status === "expired" ? null : (
                <Button variant="outline" size="sm" onClick={() => acts.start("roll", key)}>
                  <RefreshCwIcon aria-hidden /> Roll key
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {acts.subject ? (
        <RollKeyDialog
          open={acts.act === "roll"}
          onClose={acts.close}
          link={link}
          apiKey={acts.subject}
          onRolled={onChanged}
        />
      ) : null}
    </Panel>
  );
}

function KeyFacts({ of: key, on }: { of: PortalKey; on: string }) {
  const { name, integration, environment, keyPrefix, lastFour, lastUsedAt, expiresAt } = key;
  const { label, variant, icon: Icon } = KEY_STATUSES[key.status];
  return (
    <div className="grid min-w-0 gap-1">
      <span className="font-medium wrap-anywhere">{name ?? integration ?? "Unnamed key"}</span>
      <span className="text-xs text-muted-foreground wrap-anywhere">
        {[name === null ? null : integration, on].filter(Boolean).join(" · ")}
      </span>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge variant={variant}>
          <Icon aria-hidden />
          {label}
        </Badge>
        <MaskedKey prefix={keyPrefix} last4={lastFour} environment={environment} />
      </span>
      <span className="text-xs text-muted-foreground">
        {lastUsedAt ? (
          <>
            Last used <RelativeTime at={lastUsedAt} />
          </>
        ) : (
          "Never used"
        )}
        {expiresAt ? (
          <>
            {" "}
            · expires <RelativeTime at={expiresAt} />
          </>
        ) : null}
      </span>
    </div>
  );
}
