import { LinkIcon } from "lucide-react";
import { useState } from "react";
import { GatedButton } from "@/components/gated-button";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { lazyDialog } from "@/components/lazy-dialog";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { WithdrawableLinks } from "@/components/withdrawable-links";
import type { CustomerView } from "@/lib/contracts/customer/contracts";
import type { PortalLinkView } from "@/lib/contracts/customer/portal-links";

const dialogs = () => import("./portal-link-dialogs");
const CreatePortalLink = lazyDialog(dialogs, (it) => it.CreatePortalLink);
const WithdrawPortalLink = lazyDialog(dialogs, (it) => it.WithdrawPortalLink);

export function CreatePortalLinkButton({ customer }: { customer: CustomerView }) {
  const [open, setOpen] = useState(false);
  const reasons = [useReadOnlyReason("CUSTOMERS:WRITE"), useReadOnlyReason("SURFACE_KEYS:WRITE")];
  const isSuspended = customer.status === "suspended" ? "Resume the customer first." : null;
  return (
    <>
      <GatedButton
        variant="outline"
        reason={reasons[0] ?? reasons[1] ?? isSuspended}
        onClick={() => setOpen(true)}
      >
        <LinkIcon aria-hidden /> Create portal link
      </GatedButton>
      <CreatePortalLink open={open} onClose={() => setOpen(false)} customer={customer} />
    </>
  );
}

type PortalLinksProps = { customer: CustomerView; links: readonly PortalLinkView[] };

/** The links with which the customer sees its own usage and keys; nothing where there are none. */
export function PortalLinks({ customer, links }: PortalLinksProps) {
  const acts = useActDialogs<"withdraw", PortalLinkView>();
  const reason = useReadOnlyReason("CUSTOMERS:WRITE");
  return (
    <div className="empty:hidden">
      <WithdrawableLinks
        title="Portal links"
        description="Withdrawing one ends its session at once."
        links={links}
        facts={(link) => <LinkFacts link={link} />}
        reason={reason}
        onWithdraw={(link) => acts.start("withdraw", link)}
      />
      {acts.subject ? (
        <WithdrawPortalLink
          open={acts.act === "withdraw"}
          onClose={acts.close}
          customer={customer}
          link={acts.subject}
        />
      ) : null}
    </div>
  );
}

const WORDS = { open: "Open", opened: "Opened", entered: "Used" } as const;

function LinkFacts({ link }: { link: PortalLinkView }) {
  const { status, createdAt, expiresAt, sessionExpiresAt } = link;
  const isLive = status === "open" || status === "opened" || status === "entered";
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <Badge variant={status === "open" ? "outline" : "info"}>
        {isLive ? WORDS[status] : "Over"}
      </Badge>
      <span>
        Created <RelativeTime at={createdAt} />
      </span>
      <span className="text-xs text-muted-foreground">
        {sessionExpiresAt ? "its session ends " : "ends "}
        <RelativeTime at={sessionExpiresAt ?? expiresAt} />
      </span>
    </div>
  );
}
