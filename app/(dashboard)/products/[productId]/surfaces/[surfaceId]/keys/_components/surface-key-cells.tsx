import { ShieldAlertIcon, UnplugIcon } from "lucide-react";
import type { ReactNode } from "react";
import { TagList } from "@/components/key/tag-list";
import { Link } from "@/components/link";
import { Badge } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";
import type { SurfaceKeyCapability, SurfaceKeyRow } from "@/lib/contracts/surface-key/screen";

type CapabilityTagsProps = {
  of: { scoped: boolean; capabilities: readonly SurfaceKeyCapability[] };
};

const UNSCOPED =
  "Not scoped. This key can call everything on this surface, including capabilities added later. Limit it to what its caller needs, or rotate it often.";
const NOTHING_LEFT =
  "Its capabilities were removed, so it cannot call anything. Edit or revoke it.";

/** What a key may call; a key without bounds is marked as one. */
export function CapabilityTags({ of: { scoped, capabilities } }: CapabilityTagsProps) {
  if (!scoped) {
    return (
      <Mark variant="warning" advice={UNSCOPED}>
        <ShieldAlertIcon aria-hidden />
        All capabilities
      </Mark>
    );
  }
  if (capabilities.length === 0) {
    return (
      <Mark variant="destructive" advice={NOTHING_LEFT}>
        <UnplugIcon aria-hidden />
        None left
      </Mark>
    );
  }
  return (
    <TagList
      label="All capabilities of this key"
      tags={capabilities.map(({ id, name, slug, enabled }) => ({
        id,
        tag: (
          <Badge variant="muted" className="max-w-40 font-normal" title={name}>
            <span className="truncate">{name}</span>
            {enabled ? null : <span className="text-warning">off</span>}
          </Badge>
        ),
        about: <code className="font-mono">{slug}</code>,
      }))}
    />
  );
}

type MarkProps = {
  variant: "warning" | "destructive";
  advice: string;
  children: ReactNode;
};

function Mark({ variant, advice, children }: MarkProps) {
  return (
    <Tooltip text={advice}>
      <Badge variant={variant}>
        {children}
        <span className="sr-only">. {advice}</span>
      </Badge>
    </Tooltip>
  );
}

/** The key that minted a key, where it was not a person; null otherwise. */
export function keyMaker({ mintedBy }: Pick<SurfaceKeyRow, "mintedBy">) {
  if (mintedBy === null) return null;
  return (
    <span className="text-xs text-muted-foreground">
      by key{" "}
      <Link
        href={`/settings/api/${mintedBy.id}`}
        className="text-foreground underline underline-offset-2 wrap-anywhere"
      >
        {mintedBy.name}
      </Link>
    </span>
  );
}
