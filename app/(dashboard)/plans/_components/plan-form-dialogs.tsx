import { createPlan, updatePlan } from "@/app/(dashboard)/plans/actions";
import { CountField } from "@/components/form/count-field";
import { FormDialog } from "@/components/form/form-dialog";
import { ChoiceField, TextField } from "@/components/form/form-fields";
import { SwitchField } from "@/components/form/switch-field";
import { counted } from "@/components/format";
import { usePageChanged } from "@/components/hooks/use-act";
import type { PlanRow, SoldCapability } from "@/lib/contracts/plan/screen";
import { nameIn, WINDOW_NAMES } from "@/lib/core/windows";
import { MoneyHeading, PricesField } from "./plan-prices-field";
import { NEW_PLAN, PLAN_PATHS, type PlanValues, planSchema, planValues } from "./plan-values";

type PlanDialogProps = {
  /** What can have a price. */
  capabilities: readonly SoldCapability[];
  open: boolean;
  onClose: () => void;
};

type CreatePlanDialogProps = PlanDialogProps & { currency: string };

const WIDTH = "sm:max-w-xl";

export function CreatePlanDialog({ capabilities, currency, ...dialog }: CreatePlanDialogProps) {
  return (
    <FormDialog
      {...dialog}
      className={WIDTH}
      title="New Plan"
      description="What customers may use. Put customers on it, and change it for all of them at once."
      schema={planSchema}
      values={NEW_PLAN}
      paths={PLAN_PATHS}
      act={createPlan}
      told={({ name }) => ({ title: "Plan created", description: name })}
      submitLabel="Create"
    >
      <PlanFields capabilities={capabilities} currency={currency} isPriced={false} />
    </FormDialog>
  );
}

export function EditPlanDialog({
  plan,
  capabilities,
  ...dialog
}: PlanDialogProps & { plan: PlanRow }) {
  const pageChanged = usePageChanged();
  const { id, name, revision, customerCount } = plan;
  return (
    <FormDialog
      {...dialog}
      className={WIDTH}
      title={`Edit ${name}`}
      description={
        customerCount === 0
          ? "No customer is on this plan."
          : `This changes what ${counted(customerCount, "customer")} may use, at once. Limits that a customer has of its own stay.`
      }
      subject={id}
      schema={planSchema}
      values={planValues(plan)}
      paths={PLAN_PATHS}
      act={(input) => updatePlan({ id, revision, ...input })}
      told={() => ({ title: "Plan saved" })}
      submitLabel="Save"
      onReload={() => {
        pageChanged();
        dialog.onClose();
      }}
    >
      <PlanFields capabilities={capabilities} {...plan} />
    </FormDialog>
  );
}

const NO_LIMIT = "Leave blank for no limit.";

type PlanFieldsProps = Pick<PlanDialogProps, "capabilities"> &
  Pick<PlanRow, "currency" | "isPriced">;

function PlanFields({ capabilities, currency, isPriced }: PlanFieldsProps) {
  return (
    <>
      <TextField<PlanValues> name="name" label="Name" required placeholder="Pro" />
      <div className="grid gap-4 sm:grid-cols-3">
        {WINDOW_NAMES.map((window) => (
          <CountField
            key={window}
            name={nameIn("per", window)}
            label={`Requests per ${window}`}
            placeholder="No limit"
            hint={NO_LIMIT}
          />
        ))}
      </div>
      <CountField
        name="unitsPerMonth"
        label="Units per month"
        placeholder="No quota"
        hint="A call takes as many units as its capability says, usually 1. Months are in UTC. Leave blank for no quota."
      />
      <ChoiceField<PlanValues>
        name="mode"
        label="When the units are used up"
        choices={[
          {
            value: "hard",
            label: "Refuse calls over it",
            description: "With 429, until the month ends.",
          },
          {
            value: "soft",
            label: "Let them in, and mark them",
            description: "As over the quota, for your own records.",
          },
        ]}
      />
      <MoneyHeading isPriced={isPriced} />
      <TextField<PlanValues>
        name="spendCapPerMonth"
        label={`Spend cap per month, in ${currency}`}
        optional
        inputMode="decimal"
        placeholder="No cap"
        hint="Calls that would cost more are refused with 429, until the month ends in UTC. Holds at once. Leave blank for no cap."
      />
      <SwitchField<PlanValues>
        name="billFailed"
        label="Bill calls that fail"
        hint="Calls that are refused are never billed."
      />
      <PricesField capabilities={capabilities} currency={currency} />
    </>
  );
}
