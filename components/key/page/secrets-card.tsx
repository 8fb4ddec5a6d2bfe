import { LastUse } from "@/components/key/last-use";
import { MaskedKey } from "@/components/key/masked-key";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import type { KeySecret } from "@/lib/contracts/key/screen";

const STATES = {
  current: { label: "Current", variant: "success" },
  retiring: { label: "Retiring", variant: "warning" },
  retired: { label: "Retired", variant: "muted" },
} as const;

type SecretsCardProps = { secrets: readonly KeySecret[]; revokedAt: string | null };

export function SecretsCard({ secrets, revokedAt }: SecretsCardProps) {
  return (
    <Panel title="Secrets">
      <ul className="-my-2.5 grid divide-y">
        {secrets.map((secret) => {
          const { label, variant } =
            revokedAt === null
              ? STATES[secret.state]
              : { label: "Revoked", variant: "muted" as const };
          return (
            <li key={secret.id} className="grid gap-1 py-2.5 text-sm">
              <div className="flex flex-wrap items-center justify-between gap-2">
                <MaskedKey prefix={secret.prefix} last4={secret.lastFour} />
                <Badge variant={variant}>{label}</Badge>
              </div>
              <SecretTimes secret={secret} isRevoked={revokedAt !== null} />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function SecretTimes({ secret, isRevoked }: { secret: KeySecret; isRevoked: boolean }) {
  const { state, createdAt, retireAt } = secret;
  return (
    <p className="flex flex-wrap gap-x-3 text-xs text-muted-foreground">
      <span>
        Created <RelativeTime at={createdAt} />
      </span>
      {retireAt && !isRevoked ? (
        <span>
          {state === "retiring" ? "Stops" : "Stopped"} <RelativeTime at={retireAt} />
        </span>
      ) : null}
      <span>
        Last used <LastUse of={secret} called={secret.requestsLastDay > 0} />
      </span>
    </p>
  );
}
