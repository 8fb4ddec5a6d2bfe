import type { ComponentProps } from "react";
import { type FieldValues, get, type Path, useFormContext } from "react-hook-form";
import { Input, Textarea } from "@/components/ui/input";
import { ChoiceCards } from "./choice-cards";
import { errorText, FieldSet, FormField } from "./form-field";

type TextFieldProps<Values extends FieldValues> = Pick<
  ComponentProps<typeof FormField>,
  "label" | "hint" | "required" | "optional"
> &
  Pick<
    ComponentProps<"input">,
    "type" | "inputMode" | "autoComplete" | "autoFocus" | "spellCheck" | "placeholder" | "className"
  > & {
    name: Path<Values>;
    multiline?: boolean;
    rows?: number;
  };

/** A text of the form around it. */
export function TextField<Values extends FieldValues>(props: TextFieldProps<Values>) {
  const { name, label, hint, required, optional, multiline, rows, type, ...input } = props;
  const { register, formState } = useFormContext<Values>();
  const common = { autoComplete: "off", ...input, ...register(name) };
  return (
    <FormField
      label={label}
      hint={hint}
      required={required}
      optional={optional}
      error={errorText(get(formState.errors, name))}
    >
      {(control) =>
        multiline ? (
          <Textarea {...control} rows={rows} {...common} />
        ) : (
          <Input {...control} type={type} {...common} />
        )
      }
    </FormField>
  );
}

type ChoiceFieldProps<Values extends FieldValues> = Pick<
  ComponentProps<typeof ChoiceCards>,
  "choices" | "className"
> & { name: Path<Values>; label: string; hint?: string };

/** A choice of the form around it. */
export function ChoiceField<Values extends FieldValues>(props: ChoiceFieldProps<Values>) {
  const { label, hint, choices, className } = props;
  const name: string = props.name;
  const { watch, setValue, formState } = useFormContext();
  return (
    <FieldSet legend={label} hint={hint} error={errorText(get(formState.errors, name))}>
      <ChoiceCards
        label={label}
        className={className}
        choices={choices}
        value={watch(name)}
        onChange={(value) => setValue(name, value, { shouldDirty: true })}
      />
    </FieldSet>
  );
}
