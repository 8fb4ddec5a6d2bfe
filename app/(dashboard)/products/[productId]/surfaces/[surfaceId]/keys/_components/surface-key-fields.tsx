import { useFormContext } from "react-hook-form";
import { AllowedIpsField } from "@/components/form/allowed-ips-field";
import { ExpiryField } from "@/components/form/expiry-field";
import { Fold } from "@/components/form/fold";
import { TextField } from "@/components/form/form-fields";
import { formatCount } from "@/components/format";
import { EnvironmentField, LimitField } from "@/components/key/key-form-fields";
import type { SurfaceKeyForm } from "@/lib/contracts/surface-key/screen";
import { nameIn, SURFACE_LIMITS, SURFACE_WINDOWS } from "@/lib/core/windows";
import { BillingFields, CustomerField } from "./billing-fields";
import { ScopeField } from "./scope-field";
import type { SurfaceKeyValues } from "./surface-key-values";

type SurfaceKeyFieldsProps = {
  form: SurfaceKeyForm;
  /** An environment is chosen once, at creation. */
  chooseEnvironment: boolean;
  /** Whether the key is for a customer by all means. */
  needsCustomer?: boolean;
};

const ABOUT = {
  test: "Runs the drafts of flows on test records.",
  production: "Runs the published flows on live records.",
};

/** The fields that creating and editing a key of a surface share. */
export function SurfaceKeyFields(props: SurfaceKeyFieldsProps) {
  const { form, chooseEnvironment, needsCustomer = false } = props;
  return (
    <>
      {needsCustomer ? <CustomerField required /> : null}
      <TextField<SurfaceKeyValues>
        name="name"
        label="Name"
        optional
        placeholder="Acme Corp - FAQ only"
      />
      {chooseEnvironment ? <EnvironmentField about={ABOUT} /> : null}
      <ScopeField capabilities={form.capabilities} />
      <ExpiryField />
      <MoreOptions limits={form.limits} asksCustomer={!needsCustomer} />
    </>
  );
}

const FOLDED: readonly (keyof SurfaceKeyValues)[] = [
  ...SURFACE_LIMITS,
  "allowedIps",
  "customer",
  "integration",
  "metadata",
];

type MoreOptionsProps = Pick<SurfaceKeyForm, "limits"> & { asksCustomer: boolean };

/** What few keys need, folded until it is wanted, in use or wrong. */
function MoreOptions({ limits, asksCustomer }: MoreOptionsProps) {
  const { formState, getValues } = useFormContext<SurfaceKeyValues>();
  const { errors } = formState;
  const { allowedIps, customer, integration, metadata } = getValues();
  const billed = asksCustomer ? customer + integration : integration;
  return (
    <Fold
      title="More options"
      about="limits, allowed IPs, billing"
      startsOpen={allowedIps.length > 0 || billed !== "" || metadata.length > 0}
      forced={FOLDED.some(
        (field) => errors[field] !== undefined && (asksCustomer || field !== "customer"),
      )}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        {SURFACE_WINDOWS.map((window) => (
          <LimitField
            key={window}
            window={window}
            placeholder="No limit"
            hint={limitHint(limits[nameIn("defaultPer", window)])}
          />
        ))}
      </div>
      <AllowedIpsField />
      {asksCustomer ? <CustomerField /> : null}
      <BillingFields />
    </Fold>
  );
}

/** A new key starts with what the surface gives; null is no limit. */
function limitHint(usual: number | null): string {
  const given = usual === null ? "" : ` The default of this surface is ${formatCount(usual)}.`;
  return `Leave blank for no limit.${given}`;
}
