import { z } from "zod";
import { createPortalLink, withdrawPortalLink } from "@/app/(dashboard)/customers/actions";
import { ConfirmDialog, type OpenDialog } from "@/components/confirm-dialog";
import { LinkLifeField } from "@/components/form/link-life-field";
import { usePageChanged } from "@/components/hooks/use-act";
import { LinkDialog } from "@/components/reveal-secret/link-dialog";
import { toast } from "@/components/toast";
import type { CustomerView } from "@/lib/contracts/customer/contracts";
import { type PortalLinkView, portalLinkContracts } from "@/lib/contracts/customer/portal-links";

type PortalLinkValues = { expiresInSeconds: string };

type PortalLinkInput = z.input<typeof portalLinkContracts.create.input>;

const DAY = "86400";

export function CreatePortalLink({ customer, ...dialog }: OpenDialog & { customer: CustomerView }) {
  const { id, name } = customer;
  return (
    <LinkDialog
      {...dialog}
      title="Create portal link"
      description={`With it, “${name}” sees its own usage, limits and keys of the surfaces that are shown in the portal, and rolls its own keys. It sees nothing of others and nothing of your team.`}
      schema={z
        .custom<PortalLinkValues>()
        .transform(
          (given): PortalLinkInput => ({ id, expiresInSeconds: Number(given.expiresInSeconds) }),
        )
        .pipe(portalLinkContracts.create.input)}
      values={{ expiresInSeconds: DAY }}
      act={createPortalLink}
      steps={[
        "Send the link to the customer. Anyone who opens it first gets in, so send it where only they read.",
        "They open it and press “Open the portal”: one browser is let in, for at most 12 hours.",
        "Withdraw the link on this page to end its session at once.",
      ]}
    >
      <LinkLifeField />
    </LinkDialog>
  );
}

type WithdrawProps = OpenDialog & { customer: CustomerView; link: PortalLinkView };

export function WithdrawPortalLink({ customer, link, ...dialog }: WithdrawProps) {
  const pageChanged = usePageChanged();
  return (
    <ConfirmDialog
      {...dialog}
      title="Withdraw this portal link?"
      description={
        link.status === "entered"
          ? "The browser that opened it is out at once. The keys of the customer keep working."
          : "It stops working at once. The keys of the customer keep working."
      }
      confirmLabel="Withdraw"
      act={() => withdrawPortalLink({ id: customer.id, portalLinkId: link.id })}
      onDone={() => toast.success("Portal link withdrawn")}
      onAnswered={pageChanged}
    />
  );
}
