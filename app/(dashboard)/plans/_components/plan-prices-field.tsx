import { PlusIcon, XIcon } from "lucide-react";
import { get, useController, useFieldArray, useFormContext } from "react-hook-form";
import { CountField } from "@/components/form/count-field";
import { errorText, FieldSet, FormField } from "@/components/form/form-field";
import { TextField } from "@/components/form/form-fields";
import { nextDayText } from "@/components/format-from";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { SoldCapability } from "@/lib/contracts/plan/screen";
import { NEW_TIER, type PlanValues } from "./plan-values";

/** Says from when on what stands under it counts. */
export function MoneyHeading({ isPriced }: { isPriced: boolean }) {
  return (
    <div className="mt-1 grid gap-0.5 border-t pt-4">
      <h3 className="text-sm font-semibold">Money</h3>
      <p className="text-xs text-muted-foreground">
        {isPriced
          ? `Prices, and whether calls that fail are billed, count from ${nextDayText()}. What was called before keeps its price.`
          : "The first prices count at once; what is changed later counts from the next 00:00 UTC."}
      </p>
    </div>
  );
}

type PricesFieldProps = { capabilities: readonly SoldCapability[]; currency: string };

/** What units are sold for: a block for each capability that has a price. */
export function PricesField({ capabilities, currency }: PricesFieldProps) {
  const { formState, watch } = useFormContext<PlanValues>();
  const { fields, append, remove } = useFieldArray<PlanValues, "prices">({ name: "prices" });
  const error = formState.errors.prices;
  const taken = new Set(watch("prices").map(({ capabilityId }) => capabilityId));
  const free = capabilities.find(({ id }) => !taken.has(id));
  return (
    <FieldSet
      legend="Prices"
      hint="What is not priced here is free. Tiers count the units of a month, for each capability by itself."
      error={errorText(error?.root ?? error)}
    >
      {fields.map((field, index) => (
        <PriceBlock
          key={field.id}
          index={index}
          capabilities={capabilities}
          currency={currency}
          onRemove={() => remove(index)}
        />
      ))}
      {free ? (
        <AddButton onClick={() => append({ capabilityId: free.id, tiers: [{ ...NEW_TIER }] })}>
          Add capability
        </AddButton>
      ) : (
        <p className="text-xs text-muted-foreground">
          {capabilities.length === 0
            ? "There are no capabilities yet. Add one to a product first."
            : "Every capability has a price."}
        </p>
      )}
    </FieldSet>
  );
}

function AddButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button variant="outline" size="sm" className="w-fit" onClick={onClick}>
      <PlusIcon aria-hidden />
      {children}
    </Button>
  );
}

type PriceBlockProps = PricesFieldProps & { index: number; onRemove: () => void };

function PriceBlock({ index, capabilities, currency, onRemove }: PriceBlockProps) {
  const { field } = useController<PlanValues, `prices.${number}.capabilityId`>({
    name: `prices.${index}.capabilityId`,
  });
  const { formState } = useFormContext<PlanValues>();
  const known = capabilities.map(({ id, name, productName }) => ({
    value: id,
    label: `${productName}: ${name}`,
  }));
  const isKnown = known.some(({ value }) => value === field.value);
  const options = isKnown
    ? known
    : [{ value: field.value, label: `Deleted capability ${field.value}` }, ...known];
  const title = options.find(({ value }) => value === field.value)?.label ?? "";
  return (
    <div className="grid gap-3 rounded-lg border p-3">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
        <FormField
          label={`Capability ${index + 1}`}
          error={errorText(get(formState.errors, field.name))}
        >
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={field.value}
              options={options}
              onChange={field.onChange}
            />
          )}
        </FormField>
        <RemoveButton label={`Remove the price of ${title}`} onClick={onRemove} />
      </div>
      <Tiers index={index} currency={currency} title={title} />
    </div>
  );
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="ghost"
      size="icon"
      className="text-muted-foreground"
      aria-label={label}
      onClick={onClick}
    >
      <XIcon aria-hidden />
    </Button>
  );
}

type TiersProps = { index: number; currency: string; title: string };

function Tiers({ index, currency, title }: TiersProps) {
  const name = `prices.${index}.tiers` as const;
  const { watch, formState } = useFormContext<PlanValues>();
  const { fields, insert, remove } = useFieldArray<PlanValues, typeof name>({ name });
  const tiers = watch(name);
  const last = fields.length - 1;
  const { errors } = formState;
  return (
    <FieldSet
      legend={`Tiers of ${title}`}
      error={errorText(get(errors, `${name}.root`) ?? get(errors, name))}
    >
      {fields.map((field, tier) => {
        const begins = (tiers[tier - 1]?.upTo ?? 0) + 1;
        const row = `${name}.${tier}` as const;
        return (
          <div
            key={field.id}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_2.25rem] items-start gap-2"
          >
            {tier === last ? (
              <p className="grid gap-1.5 text-sm">
                <span className="leading-5 font-medium">Tier {tier + 1}</span>
                <span className="flex min-h-8 items-center text-muted-foreground">
                  {tier === 0 ? "All units" : `From ${begins.toString()} on, and beyond`}
                </span>
              </p>
            ) : (
              <CountField
                name={`${row}.upTo`}
                label={`Tier ${tier + 1}: up to unit`}
                placeholder="1000"
                hint={`From unit ${begins}.`}
                required
              />
            )}
            <TextField<PlanValues>
              name={`${row}.unitPrice`}
              label={`Tier ${tier + 1}: ${currency} a unit`}
              inputMode="decimal"
              placeholder="0.002"
              required
            />
            <span className="pt-6.5">
              {tier === last ? null : (
                <RemoveButton label={`Remove tier ${tier + 1}`} onClick={() => remove(tier)} />
              )}
            </span>
          </div>
        );
      })}
      <AddButton onClick={() => insert(last, { ...NEW_TIER })}>Add tier</AddButton>
    </FieldSet>
  );
}
