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
import { z } from "zod";
import { useRequestName } from "@/components/hooks/use-request-name";
import { useDraft } from "@/components/trouble/draft";
import { lostAct, refusalTrouble, type Trouble } from "@/components/trouble/trouble";
import type { ActionError } from "@/lib/contracts/action-result";

export type VerbForm<Values extends FieldValues, Output> = {
  schema: z.ZodType<Output, Values>;
  values: DefaultValues<Values>;
  /** The field that an issue of the server belongs to. */
  fieldOf: (path: string) => Path<Values> | undefined;
  /** The ids of what is edited, where a page offers the same form for several things. */
  subject?: string;
};

type VerbFormOptions<Values extends FieldValues, Output> = VerbForm<Values, Output> & {
  /** Performs the act, under a name where that may make something; gives back why it was refused. */
  submit: (input: Output, requestName: string) => Promise<ActionError | undefined>;
  /** Whether what is typed must not be kept anywhere. */
  holdsSecret?: boolean;
};

export type VerbFormState<Values extends FieldValues, Output> = {
  form: UseFormReturn<Values, unknown, Output>;
  onSubmit: () => Promise<void>;
  /** Shows the errors without the act. */
  check: () => Promise<void>;
  /** What went wrong and belongs to no field. */
  trouble: Trouble | null;
  /** Whether what is edited was changed meanwhile. */
  isOutrun: boolean;
};

/** A form over the same schema as the verb; the server's issues land on their fields. */
export function useVerbForm<Values extends FieldValues, Output>(
  options: VerbFormOptions<Values, Output>,
): VerbFormState<Values, Output> {
  const { schema, values, fieldOf, subject, submit, holdsSecret = false } = options;
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isOutrun, setOutrun] = useState(false);
  const nameOf = useRequestName();
  const form = useForm<Values, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues: values,
    // The form itself moves the focus, also to what is no single control.
    shouldFocusError: false,
  });

  // A form of a thing that has changed begins with other values.
  useDraft(
    holdsSecret ? null : JSON.stringify([subject, values]),
    () => form.getValues(),
    (kept) => {
      const typed = z.custom<Values>(isObject).safeParse(kept);
      if (typed.success) form.reset(typed.data, { keepDefaultValues: true });
    },
  );

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
    setTrouble(null);
    setOutrun(false);
    try {
      const refused = await submit(input, nameOf(input));
      if (!refused || showOnFields(refused)) return;
      setTrouble(refusalTrouble(refused));
      setOutrun(refused.code === "conflict");
    } catch (error) {
      setTrouble(lostAct(error));
    }
  });

  const check = form.handleSubmit(() => undefined);
  return { form, onSubmit, check, trouble, isOutrun };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
