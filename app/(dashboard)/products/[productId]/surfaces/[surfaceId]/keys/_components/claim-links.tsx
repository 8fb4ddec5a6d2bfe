import { LinkIcon } from "lucide-react";
import { useState } from "react";
import { GatedButton } from "@/components/gated-button";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { lazyDialog } from "@/components/lazy-dialog";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { WithdrawableLinks } from "@/components/withdrawable-links";
import type { ClaimLinkView } from "@/lib/contracts/surface-key/claim-links";
import type { SurfaceKeyForm } from "@/lib/contracts/surface-key/screen";
import type { Place } from "./surface-key-client";

const dialogs = () => import("./claim-link-dialogs");
const CreateClaimLink = lazyDialog(dialogs, (it) => it.CreateClaimLink);
const WithdrawClaimLink = lazyDialog(dialogs, (it) => it.WithdrawClaimLink);

export function CreateClaimLinkButton({ place, form }: { place: Place; form: SurfaceKeyForm }) {
  const [open, setOpen] = useState(false);
  const reason = useReadOnlyReason("SURFACE_KEYS:WRITE");
  return (
    <>
      <GatedButton variant="outline" reason={reason} onClick={() => setOpen(true)}>
        <LinkIcon aria-hidden /> Create claim link
      </GatedButton>
      <CreateClaimLink open={open} onClose={() => setOpen(false)} place={place} form={form} />
    </>
  );
}

type ClaimLinksProps = { place: Place; links: readonly ClaimLinkView[] };

/** The links that may still become keys; nothing where there are none. */
export function ClaimLinks({ place, links }: ClaimLinksProps) {
  const acts = useActDialogs<"withdraw", ClaimLinkView>();
  const reason = useReadOnlyReason("SURFACE_KEYS:WRITE");
  if (links.length === 0 && !acts.subject) return null;
  return (
    <div className="mb-4 empty:hidden">
      <WithdrawableLinks
        title="Claim links"
        description="Not claimed yet: each becomes a key once its customer opens it."
        links={links}
        facts={(link) => <LinkFacts link={link} />}
        reason={reason}
        onWithdraw={(link) => acts.start("withdraw", link)}
      />
      {acts.subject ? (
        <WithdrawClaimLink
          open={acts.act === "withdraw"}
          onClose={acts.close}
          place={place}
          link={acts.subject}
        />
      ) : null}
    </div>
  );
}

function LinkFacts({ link }: { link: ClaimLinkView }) {
  const { name, customer, customerId, environment, openedAt, expiresAt, hasPasscode } = link;
  return (
    <div className="grid min-w-0 gap-1">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium wrap-anywhere">{name ?? "Unnamed key"}</span>
        <span className="text-muted-foreground wrap-anywhere">for {customer ?? customerId}</span>
      </span>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted-foreground">
        <Badge variant={openedAt ? "info" : "outline"}>{openedAt ? "Opened" : "Open"}</Badge>
        <EnvironmentBadge environment={environment} />
        {hasPasscode ? <span>with a passcode</span> : null}
        <span>
          ends <RelativeTime at={expiresAt} />
        </span>
      </span>
    </div>
  );
}
