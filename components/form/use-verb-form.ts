"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
  useForm,
} from "react-hook-form";
import type { z } from "zod";
import { useRequestName } from "@/components/hooks/use-request-name";
import type { ActionError } from "@/lib/contracts/action-result";

const UNREACHABLE: ActionError = {
  code: "unavailable",
  details: "The server could not be reached. Try again: nothing is done twice.",
  issues: [],
};

export type VerbForm<Values extends FieldValues, Output> = {
  schema: z.ZodType<Output, Values>;
  values: DefaultValues<Values>;
  /** The field that an issue of the server belongs to. */
  fieldOf: (path: string) => Path<Values> | undefined;
};

type VerbFormOptions<Values extends FieldValues, Output> = VerbForm<Values, Output> & {
  /** Performs the act, under a name where that may make something; gives back why it was refused. */
  submit: (input: Output, requestName: string) => Promise<ActionError | undefined>;
};

export type VerbFormState<Values extends FieldValues, Output> = {
  form: UseFormReturn<Values, unknown, Output>;
  onSubmit: () => Promise<void>;
  /** Shows the errors without the act. */
  check: () => Promise<void>;
  /** What went wrong and belongs to no field. */
  refusal: ActionError | null;
};

/** A form over the same schema as the verb; the server's issues land on their fields. */
export function useVerbForm<Values extends FieldValues, Output>(
  options: VerbFormOptions<Values, Output>,
): VerbFormState<Values, Output> {
  const { schema, values, fieldOf, submit } = options;
  const [refusal, setRefusal] = useState<ActionError | null>(null);
  const nameOf = useRequestName();
  const form = useForm<Values, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues: values,
    // The form itself moves the focus, also to what is no single control.
    shouldFocusError: false,
  });

  /** Whether every issue found its field. */
  function showOnFields({ issues }: ActionError): boolean {
    const placed = issues.map(({ path, message }) => {
      const field = fieldOf(path);
      if (field) form.setError(field, { type: "server", message });
      return field !== undefined;
    });
    return placed.length > 0 && placed.every(Boolean);
  }

  const onSubmit = form.handleSubmit(async (input) => {
    setRefusal(null);
    const refused = await submit(input, nameOf(input)).catch(() => UNREACHABLE);
    if (refused && !showOnFields(refused)) setRefusal(refused);
  });

  return { form, onSubmit, check: form.handleSubmit(() => undefined), refusal };
}
