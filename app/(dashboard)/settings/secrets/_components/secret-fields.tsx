"use client";

import { useFormContext } from "react-hook-form";
import { errorText, FormField } from "@/components/form/form-field";
import { Input, Textarea } from "@/components/ui/input";

type Fields = { value: string; hosts: string; description: string };

const HOSTS_HINT =
  "One per line: api.example.com, or api.example.com:8443. The secret is sent only to these hosts.";

/** What can be changed of a secret as well. `current` is how its value is shown. */
export function SecretFields({ current }: { current?: string }) {
  const { register, formState } = useFormContext<Fields>();
  const { errors } = formState;
  const hostsHint =
    current === undefined ? HOSTS_HINT : `${HOSTS_HINT} To add one, enter the value again.`;
  return (
    <>
      <FormField
        label={current === undefined ? "Value" : "New value"}
        required={current === undefined}
        optional={current !== undefined}
        hint={
          current === undefined
            ? "8 to 10,000 characters. It cannot be shown again."
            : `The current value is ${current}. Leave blank to keep it.`
        }
        error={errors.value?.message}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            {...register("value")}
          />
        )}
      </FormField>
      <FormField label="Hosts" required hint={hostsHint} error={errorText(errors.hosts)}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            autoComplete="off"
            spellCheck={false}
            placeholder="api.example.com"
            className="font-mono"
            {...register("hosts")}
          />
        )}
      </FormField>
      <FormField label="Description" optional error={errors.description?.message}>
        {(control) => <Input {...control} autoComplete="off" {...register("description")} />}
      </FormField>
    </>
  );
}
