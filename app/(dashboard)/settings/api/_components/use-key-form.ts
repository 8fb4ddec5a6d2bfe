"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldOf, type KeyValues } from "@/app/(dashboard)/settings/api/_components/key-values";
import type { ActionError } from "@/lib/actions/action";

const UNREACHABLE: ActionError = {
  code: "unavailable",
  details: "The server could not be reached. Nothing is known to have changed; try again.",
  issues: [],
};

type KeyFormOptions<Output> = {
  schema: z.ZodType<Output, KeyValues>;
  values: KeyValues;
  /** Performs the act; gives back why it was refused. */
  submit: (input: Output) => Promise<ActionError | undefined>;
};

export type KeyFormState<Output> = {
  form: UseFormReturn<KeyValues, unknown, Output>;
  onSubmit: () => Promise<void>;
  /** What went wrong and belongs to no field. */
  refusal: ActionError | null;
};

/** A form over the same schema as the verb; the server's issues land on their fields. */
export function useKeyForm<Output>(options: KeyFormOptions<Output>): KeyFormState<Output> {
  const { schema, values, submit } = options;
  const [refusal, setRefusal] = useState<ActionError | null>(null);
  const form = useForm<KeyValues, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues: values,
  });

  const onSubmit = form.handleSubmit(async (input) => {
    setRefusal(null);
    const refused = await submit(input).catch(() => UNREACHABLE);
    if (refused && !showOnFields(form, refused)) setRefusal(refused);
  });

  return { form, onSubmit, refusal };
}

/** Whether every issue found its field. */
function showOnFields<Output>(
  form: UseFormReturn<KeyValues, unknown, Output>,
  { issues }: ActionError,
): boolean {
  const placed = issues.map(({ path, message }) => {
    const field = fieldOf(path);
    if (field) form.setError(field, { type: "server", message }, { shouldFocus: true });
    return field !== undefined;
  });
  return placed.length > 0 && placed.every(Boolean);
}
