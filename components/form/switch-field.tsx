import { type FieldValues, type Path, useFormContext } from "react-hook-form";
import { Switch } from "@/components/ui/switch";
import { FormField } from "./form-field";

type SwitchFieldProps<Values extends FieldValues> = {
  name: Path<Values>;
  label: string;
  hint: string;
};

/** A yes or no of the form around it. */
export function SwitchField<Values extends FieldValues>(props: SwitchFieldProps<Values>) {
  const name: string = props.name;
  const { watch, setValue } = useFormContext();
  return (
    <FormField label={props.label} hint={props.hint}>
      {({ "aria-required": _, ...control }) => (
        <Switch
          {...control}
          checked={watch(name) === true}
          onCheckedChange={(checked) => setValue(name, checked, { shouldDirty: true })}
        />
      )}
    </FormField>
  );
}
