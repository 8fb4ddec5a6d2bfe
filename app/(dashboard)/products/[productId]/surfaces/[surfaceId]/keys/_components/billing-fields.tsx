"use client";

import { PlusIcon, XIcon } from "lucide-react";
import { Controller, useFormContext } from "react-hook-form";
import { errorText, FieldSet, FormField } from "@/components/form/form-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { isWrongRow, type MetadataRow } from "./metadata-rows";
import type { SurfaceKeyValues } from "./surface-key-values";

/** Whose traffic a key carries, for bills and reports. */
export function BillingFields() {
  const { control, register, formState } = useFormContext<SurfaceKeyValues>();
  const { errors } = formState;
  return (
    <>
      <FormField
        label="Customer"
        optional
        error={errors.customer?.message}
        hint="Keys with the same label belong to the same customer."
      >
        {(attributes) => (
          <Input
            {...attributes}
            {...register("customer")}
            autoComplete="off"
            placeholder="Acme Corp"
          />
        )}
      </FormField>
      <Controller
        control={control}
        name="metadata"
        render={({ field }) => (
          <MetadataField
            value={field.value}
            onChange={field.onChange}
            error={errorText(errors.metadata)}
          />
        )}
      />
    </>
  );
}

type MetadataFieldProps = {
  value: readonly MetadataRow[];
  onChange: (value: MetadataRow[]) => void;
  error: string | undefined;
};

/** Names and values, one row each. */
function MetadataField({ value, onChange, error }: MetadataFieldProps) {
  function change(index: number, part: Partial<MetadataRow>) {
    onChange(value.map((row, at) => (at === index ? { ...row, ...part } : row)));
  }

  return (
    <FieldSet
      legend="Metadata"
      hint="Names and values for your own records, such as a plan or an invoice number. Do not store secrets here."
      error={error}
    >
      {value.map((row, index) => (
        <div
          key={`row-${index.toString()}`}
          className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-2"
        >
          <Input
            aria-label={`Name ${index + 1}`}
            aria-invalid={error !== undefined && isWrongRow(value, index) ? true : undefined}
            placeholder="plan"
            value={row.name}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => change(index, { name: event.target.value })}
          />
          <Input
            aria-label={`Value ${index + 1}`}
            placeholder="enterprise"
            value={row.text}
            autoComplete="off"
            onChange={(event) => change(index, { text: event.target.value })}
          />
          <Button
            variant="ghost"
            size="icon"
            className="text-muted-foreground"
            aria-label={`Remove ${row.name.trim() || `row ${index + 1}`}`}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <XIcon aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        variant="outline"
        size="sm"
        className="w-fit"
        onClick={() => onChange([...value, { name: "", text: "" }])}
      >
        <PlusIcon aria-hidden />
        Add metadata
      </Button>
    </FieldSet>
  );
}
