"use client";

import { useFormContext } from "react-hook-form";
import { ChoiceCards } from "@/components/form/choice-cards";
import { errorText, FieldSet, FormField } from "@/components/form/form-field";
import { Input, Textarea } from "@/components/ui/input";
import { nameIn, SURFACE_WINDOWS } from "@/lib/core/windows";
import type { SettingsValues } from "./settings-values";

const ACCESS = [
  {
    value: "key",
    label: "Anyone with a key",
    description: "A key of this surface sees the endpoints it can call.",
  },
  { value: "public", label: "Everyone", description: "Anyone who knows the URL can read it." },
] as const;

/** From which pages the surface is called, and who reads its document. */
function AccessFields() {
  const { register, watch, setValue, formState } = useFormContext<SettingsValues>();
  return (
    <>
      <FormField
        label="Allowed origins"
        optional
        hint="Web pages that can call from a browser, one per line, such as https://app.example.com, or only * for every page. Leave blank to allow only servers, which is where keys belong."
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
      <FieldSet legend="OpenAPI document" hint="Who can read the description of the endpoints.">
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

const ENVIRONMENTS = [
  {
    value: "development",
    label: "Development",
    description: "New keys are test keys by default.",
  },
  {
    value: "production",
    label: "Production",
    description: "New keys are production keys by default.",
  },
] as const;

const MODES = [
  {
    value: "output",
    label: "One output",
    description:
      "The output of the last step, or of the step chosen for the endpoint. Plain text or a number is returned as “result”.",
  },
  {
    value: "all",
    label: "All outputs",
    description: "An “outputs” object with the output of every step, by output variable.",
  },
] as const;

export function SettingsFields() {
  const { register, watch, setValue, formState } = useFormContext<SettingsValues>();
  const { errors } = formState;
  const dirty = { shouldDirty: true };
  return (
    <>
      <FormField label="Name" required error={errors.name?.message}>
        {(control) => <Input {...control} autoComplete="off" {...register("name")} />}
      </FormField>
      <FieldSet
        legend="Environment"
        hint="A label only. The key decides what a call runs: test keys run the draft, and production keys run the published version."
      >
        <ChoiceCards
          label="Environment"
          choices={ENVIRONMENTS}
          value={watch("environment")}
          onChange={(value) => setValue("environment", value, dirty)}
        />
      </FieldSet>
      <FieldSet legend="Response" hint="What a call returns.">
        <ChoiceCards
          label="Response"
          choices={MODES}
          value={watch("mode")}
          onChange={(value) => setValue("mode", value, dirty)}
        />
      </FieldSet>
      <FieldSet
        legend="Default limits"
        hint="The defaults for new keys. Existing keys keep their limits. Leave blank for no limit."
      >
        <div className="grid gap-3 sm:grid-cols-2">
          {SURFACE_WINDOWS.map((each) => {
            const name = nameIn("per", each);
            return (
              <FormField key={each} label={`Calls per ${each}`} error={errors[name]?.message}>
                {(control) => <LimitInput {...control} {...register(name)} />}
              </FormField>
            );
          })}
        </div>
      </FieldSet>
      <AccessFields />
    </>
  );
}

function LimitInput(props: React.ComponentProps<typeof Input>) {
  return <Input inputMode="numeric" autoComplete="off" placeholder="No limit" {...props} />;
}
