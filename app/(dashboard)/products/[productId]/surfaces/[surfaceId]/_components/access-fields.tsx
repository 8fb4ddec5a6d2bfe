"use client";

import { useFormContext } from "react-hook-form";
import type { SettingsValues } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/settings-values";
import { ChoiceCards } from "@/components/form/choice-cards";
import { errorText } from "@/components/form/error-text";
import { FieldSet } from "@/components/form/field-set";
import { FormField } from "@/components/form/form-field";
import { Textarea } from "@/components/ui/textarea";

const ACCESS = [
  {
    value: "key",
    label: "Holders of a key",
    description: "A key of this surface sees what it may call.",
  },
  { value: "public", label: "Everybody", description: "Whoever knows the address may read it." },
] as const;

/** From which pages the surface is called, and who reads its document. */
export function AccessFields() {
  const { register, watch, setValue, formState } = useFormContext<SettingsValues>();
  return (
    <>
      <FormField
        label="Allowed origins"
        optional
        hint="Web pages that may call from a browser, one to a line, such as https://app.example.com, or * alone for every page. None: only servers can call, which is where keys belong."
        error={errorText(formState.errors.origins)}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            spellCheck={false}
            className="font-mono text-xs leading-5"
            {...register("origins")}
          />
        )}
      </FormField>
      <FieldSet legend="OpenAPI document" hint="Who may read the description of the endpoints.">
        <ChoiceCards
          label="OpenAPI document"
          choices={ACCESS}
          value={watch("access")}
          onChange={(value) => setValue("access", value, { shouldDirty: true })}
        />
      </FieldSet>
    </>
  );
}
