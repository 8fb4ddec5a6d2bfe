import { useController, useFormContext } from "react-hook-form";
import { CountField } from "@/components/form/count-field";
import { FormField } from "@/components/form/form-field";
import { TextField } from "@/components/form/form-fields";
import { useReadOnlyReason } from "@/components/read-only";
import { Select } from "@/components/ui/select";
import type { PlanChoice } from "@/lib/contracts/plan/screen";
import { moneyText } from "@/lib/core/money";
import type { CustomerValues } from "./customer-values";
import { LIMIT_LABELS, type LimitName, limitText, planLimit } from "./in-effect";

const CHOICES = ["plan", "none", "own"] as const;

type PlanOf = { plan: PlanChoice | null };

/** A limit of a customer: as its plan says, which is said here, none, or another one. */
export function LimitChoiceField({ name, plan }: PlanOf & { name: LimitName }) {
  const { watch, setValue } = useFormContext<CustomerValues>();
  const choice = watch(name);
  const said = limitText(planLimit(plan, name)).toLowerCase();
  const label = LIMIT_LABELS[name];
  return (
    <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2">
      <FormField label={label}>
        {(control) => (
          <Select
            {...control}
            className="w-full"
            value={choice}
            options={[
              { value: "plan", label: plan ? `As the plan says: ${said}` : "As the plan says" },
              { value: "none", label: "No limit" },
              { value: "own", label: "Own limit" },
            ]}
            onChange={(next) => {
              const chosen = CHOICES.find((one) => one === next);
              if (chosen) setValue(name, chosen, { shouldDirty: true });
            }}
          />
        )}
      </FormField>
      {choice === "own" ? (
        <CountField
          name={`${name}Own`}
          label={`Own limit: ${label.toLowerCase()}`}
          hint={name === "unitsPerMonth" ? "0 refuses every call that takes units." : ""}
          placeholder="1000"
          required
        />
      ) : null}
    </div>
  );
}

/** What a customer may spend in a month; only those may change it who may say what things cost. */
export function SpendCapField({ plan, currency }: PlanOf & { currency: string }) {
  const { watch, setValue } = useFormContext<CustomerValues>();
  const reason = useReadOnlyReason("PLANS:WRITE");
  const choice = watch("spendCap");
  const said = plan
    ? `: ${plan.spendCapPerMonth === null ? "no cap" : moneyText(plan.spendCapPerMonth, currency)}`
    : "";
  return (
    <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2">
      <FormField label="Spend cap per month" hint={reason}>
        {(control) => (
          <Select
            {...control}
            className="w-full"
            disabled={reason !== null}
            value={choice}
            options={[
              { value: "plan", label: `As the plan says${said}` },
              { value: "none", label: "No cap" },
              { value: "own", label: "Own cap" },
            ]}
            onChange={(next) => {
              const chosen = CHOICES.find((one) => one === next);
              if (chosen) setValue("spendCap", chosen, { shouldDirty: true });
            }}
          />
        )}
      </FormField>
      {choice === "own" && reason === null ? (
        <TextField<CustomerValues>
          name="spendCapOwn"
          label={`Own cap, in ${currency}`}
          inputMode="decimal"
          placeholder="50.00"
          hint="0 refuses every call that has a price."
          required
        />
      ) : null}
    </div>
  );
}

const MODES = ["plan", "hard", "soft"] as const;

const MODE_LABELS = {
  hard: "Refuse calls over it",
  soft: "Let them in, and mark them",
} as const;

/** What happens to calls over the quota. */
export function QuotaModeField({ plan }: PlanOf) {
  const { field } = useController<CustomerValues, "mode">({ name: "mode" });
  const said = plan ? `: ${MODE_LABELS[plan.quota.mode].toLowerCase()}` : "";
  return (
    <FormField label="When the units are used up">
      {(control) => (
        <Select
          {...control}
          className="w-full"
          value={field.value}
          options={[
            { value: "plan", label: `As the plan says${said}` },
            { value: "hard", label: MODE_LABELS.hard },
            { value: "soft", label: MODE_LABELS.soft },
          ]}
          onChange={(next) => field.onChange(MODES.find((mode) => mode === next))}
        />
      )}
    </FormField>
  );
}
