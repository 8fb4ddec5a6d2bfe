import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { useController, useFormContext } from "react-hook-form";
import { readAlikeCustomers } from "@/app/(dashboard)/customers/actions";
import { Fold } from "@/components/form/fold";
import { FormField } from "@/components/form/form-field";
import { TextField } from "@/components/form/form-fields";
import { MetadataField } from "@/components/form/metadata-field";
import { useSettled } from "@/components/hooks/use-settled";
import { actionValue } from "@/components/live/action-value";
import { Select } from "@/components/ui/select";
import { externalIdField } from "@/lib/contracts/customer/contracts";
import type { PlanChoice } from "@/lib/contracts/plan/screen";
import { nameIn, WINDOW_NAMES } from "@/lib/core/windows";
import type { CustomerValues } from "./customer-values";
import { LimitChoiceField, QuotaModeField, SpendCapField } from "./limit-choice-field";

type CustomerFieldsProps = {
  plans: readonly PlanChoice[];
  currency: string;
  /** The id of the one that is edited. */
  customerId?: string;
};

/** The fields that creating and editing a customer share. */
export function CustomerFields({ plans, currency, customerId }: CustomerFieldsProps) {
  const { watch, formState, getValues } = useFormContext<CustomerValues>();
  const plan = plans.find(({ id }) => id === watch("planId")) ?? null;
  const { errors } = formState;
  const { metadata, notes } = getValues();
  return (
    <>
      <TextField<CustomerValues> name="name" label="Name" required placeholder="Acme Corp" />
      <ExternalIdField customerId={customerId} />
      <PlanField plans={plans} />
      <LimitsHeading>
        All keys of the customer share these limits, whatever each key may do by itself.
      </LimitsHeading>
      {WINDOW_NAMES.map((window) => (
        <LimitChoiceField key={window} name={nameIn("per", window)} plan={plan} />
      ))}
      <LimitChoiceField name="unitsPerMonth" plan={plan} />
      <QuotaModeField plan={plan} />
      <SpendCapField plan={plan} currency={currency} />
      <Fold
        title="More options"
        about="notes, metadata"
        startsOpen={metadata.length > 0 || notes !== ""}
        forced={errors.notes !== undefined || errors.metadata !== undefined}
      >
        <TextField<CustomerValues>
          name="notes"
          label="Notes"
          optional
          multiline
          hint="For your team. The customer does not see them."
        />
        <MetadataField placeholder={{ name: "account manager", text: "Ada" }} />
      </Fold>
    </>
  );
}

function LimitsHeading({ children }: { children: ReactNode }) {
  return (
    <div className="mt-1 grid gap-0.5 border-t pt-4">
      <h3 className="text-sm font-semibold">Limits and quota</h3>
      <p className="text-xs text-muted-foreground">{children}</p>
    </div>
  );
}

function PlanField({ plans }: { plans: readonly PlanChoice[] }) {
  const { field } = useController<CustomerValues, "planId">({ name: "planId" });
  const options = plans.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormField
      label="Plan"
      hint={
        plans.length === 0 ? "There are no plans yet. Owners and admins create them." : undefined
      }
    >
      {(control) => (
        <Select
          {...control}
          className="w-full"
          value={field.value}
          options={[{ value: "", label: "No plan" }, ...options]}
          onChange={field.onChange}
        />
      )}
    </FormField>
  );
}

/** An organization's own id of the customer; says which others are alike, which is no error. */
function ExternalIdField({ customerId }: { customerId: string | undefined }) {
  const { watch } = useFormContext<CustomerValues>();
  const note = useId();
  const typed = watch("externalId").trim();
  const asked = useSettled(typed, 300);
  const { data = [] } = useQuery({
    queryKey: ["alike customers", asked],
    queryFn: async () => actionValue(await readAlikeCustomers({ text: asked })).customers,
    enabled: externalIdField.safeParse(asked).success,
    retry: false,
  });
  const others = asked === typed ? data.filter(({ id }) => id !== customerId) : [];
  const [first] = others;
  const isTaken = others.some(({ externalId }) => externalId === typed.normalize("NFC"));
  return (
    <div className="grid gap-1.5">
      <TextField<CustomerValues>
        name="externalId"
        label="External id"
        optional
        spellCheck={false}
        placeholder="acme"
        hint="Your own id of the customer. Keys can be created with it, and it tells upper from lower case."
      />
      <div id={note} role="status" className="text-xs font-medium text-warning wrap-anywhere">
        {first
          ? isTaken
            ? `${first.name} has this external id already.`
            : `${first.name} has the external id ${first.externalId}, which differs in letter case alone. Both would be customers of their own.`
          : null}
      </div>
    </div>
  );
}
