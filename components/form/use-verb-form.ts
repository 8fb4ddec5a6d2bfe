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
import { type Following, useAct } from "@/components/hooks/use-act";
import { useDraft } from "@/components/trouble/draft";
import type { Trouble } from "@/components/trouble/trouble";
import type { ActionError, ActionResult } from "@/lib/contracts/action-result";
import { isFields } from "@/lib/core/fields";

export type VerbForm<Values extends FieldValues, Output, Done> = Following<Done> & {
  schema: z.ZodType<Output, Values>;
  values: DefaultValues<Values>;
  /** Performs the act, under a name where that may make something. */
  act: (input: Output, requestName: string) => Promise<ActionResult<Done>>;
  /** Where the issues of a field begin, when that is not its name. */
  paths?: Readonly<Record<string, string>>;
  /** The ids of what is edited, where a page offers the same form for several things. */
  subject?: string;
  /** Whether what is typed must not be kept anywhere. */
  holdsSecret?: boolean;
};

/** An empty text is none. */
export const blankIsNull = z.string().transform((text) => text.trim() || null);

/** The values that are not what they were. */
export function changedFields<Values extends object>(
  before: object,
  after: Values,
): Partial<Values> {
  const was = new Map(Object.entries(before));
  const changed: Partial<Values> = { ...after };
  for (const name in after) {
    if (JSON.stringify(after[name]) === JSON.stringify(was.get(name))) delete changed[name];
  }
  return changed;
}

type VerbFormState<Values extends FieldValues, Output> = {
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
export function useVerbForm<Values extends FieldValues, Output, Done>(
  options: VerbForm<Values, Output, Done>,
): VerbFormState<Values, Output> {
  const { schema, values, act, paths, subject, holdsSecret = false, ...following } = options;
  const { act: ask, trouble } = useAct();
  const [isOutrun, setOutrun] = useState(false);
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
      const typed = z.custom<Values>(isFields).safeParse(kept);
      if (typed.success) form.reset(typed.data, { keepDefaultValues: true });
    },
  );

  /** Whether every issue found its field. */
  function show({ code, issues }: ActionError): boolean {
    setOutrun(code === "conflict");
    const placed = issues.map(({ path, message }) => {
      const field = fieldAt(values, path, paths);
      if (field) form.setError(field, { type: "server", message });
      return field !== undefined;
    });
    return placed.length > 0 && placed.every(Boolean);
  }

  const onSubmit = form.handleSubmit((input) => {
    setOutrun(false);
    return ask(act, input, { show, ...following });
  });

  const check = form.handleSubmit(() => undefined);
  return { form, onSubmit, check, trouble, isOutrun };
}

/** The field that an issue of the server belongs to. */
export function fieldAt<Values extends FieldValues>(
  values: DefaultValues<Values>,
  path: string,
  paths: Readonly<Record<string, string>> = {},
) {
  const [own] = Object.entries(paths).find(([, begin]) => path.startsWith(begin)) ?? [];
  const [name = ""] = own ? [own] : path.split(".");
  return isFieldOf(values, name) ? name : undefined;
}

function isFieldOf<Values extends FieldValues>(
  values: DefaultValues<Values>,
  name: string,
): name is Path<Values> {
  return Object.keys(values).includes(name);
}
