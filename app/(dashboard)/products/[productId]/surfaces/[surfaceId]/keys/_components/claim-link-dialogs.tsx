import { z } from "zod";
import {
  createClaimLink,
  withdrawClaimLink,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/claim-links/actions";
import { ConfirmDialog, type OpenDialog } from "@/components/confirm-dialog";
import { TextField } from "@/components/form/form-fields";
import { LinkLifeField } from "@/components/form/link-life-field";
import { usePageChanged } from "@/components/hooks/use-act";
import { LinkDialog } from "@/components/reveal-secret/link-dialog";
import { toast } from "@/components/toast";
import { type ClaimLinkView, claimLinkContracts } from "@/lib/contracts/surface-key/claim-links";
import type { SurfaceKeyForm } from "@/lib/contracts/surface-key/screen";
import type { Place } from "./surface-key-client";
import { SurfaceKeyFields } from "./surface-key-fields";
import { emptyValues, formValues, type SurfaceKeyValues, sentOf } from "./surface-key-values";

type ClaimLinkValues = SurfaceKeyValues & { expiresInSeconds: string; passcode: string };

type ClaimLinkInput = z.input<typeof claimLinkContracts.create.input>;

const WEEK = "604800";

/** The values of a new link as the verb takes them. */
function newLinkSchema(place: Place) {
  return formValues
    .and(z.custom<Pick<ClaimLinkValues, "expiresInSeconds" | "passcode">>())
    .superRefine(({ customer }, context) => {
      if (customer.trim() !== "") return;
      context.addIssue({ code: "custom", path: ["customer"], message: "Enter the customer." });
    })
    .transform(
      ({ expiresInSeconds, passcode, ...given }): ClaimLinkInput => ({
        ...place,
        ...sentOf(given, null),
        expiresInSeconds: Number(expiresInSeconds),
        ...(passcode !== "" && { passcode }),
      }),
    )
    .pipe(claimLinkContracts.create.input);
}

type CreateClaimLinkProps = OpenDialog & { place: Place; form: SurfaceKeyForm };

export function CreateClaimLink({ place, form, ...dialog }: CreateClaimLinkProps) {
  const values: ClaimLinkValues = {
    ...emptyValues(form),
    expiresInSeconds: WEEK,
    passcode: "",
  };
  return (
    <LinkDialog
      {...dialog}
      title="Create claim link"
      description="Send the link to a customer instead of a key. The key is made when they open it and press a button, so that neither you nor a mailbox ever holds it."
      schema={newLinkSchema(place)}
      values={values}
      paths={{ customer: "customer" }}
      holdsSecret
      act={createClaimLink}
      steps={[
        "Send the link to the customer. If it has a passcode, tell them by another way.",
        "They open it, see what the key may do, and press “Show my key”. Opening alone uses nothing up.",
        "The key appears in this list, and the link ends. Until then you can withdraw it here.",
      ]}
    >
      <SurfaceKeyFields form={form} chooseEnvironment needsCustomer />
      <LinkLifeField />
      <TextField<ClaimLinkValues>
        name="passcode"
        label="Passcode"
        optional
        spellCheck={false}
        hint="Asked for before the key is shown. Tell it to the customer by another way than the link."
      />
    </LinkDialog>
  );
}

type WithdrawClaimLinkProps = OpenDialog & { place: Place; link: ClaimLinkView };

export function WithdrawClaimLink({ place, link, ...dialog }: WithdrawClaimLinkProps) {
  const { id: claimLinkId, name, customer, customerId } = link;
  const pageChanged = usePageChanged();
  return (
    <ConfirmDialog
      {...dialog}
      title="Withdraw this claim link?"
      description="It stops working at once. No key was made with it."
      facts={[
        { label: "Customer", value: customer ?? customerId },
        { label: "Key", value: name ?? "Unnamed key" },
      ]}
      confirmLabel="Withdraw"
      act={() => withdrawClaimLink({ ...place, claimLinkId })}
      onDone={() => toast.success("Claim link withdrawn")}
      onAnswered={pageChanged}
    />
  );
}
