import { type ComponentProps, useEffect, useRef, useState } from "react";
import { focusFirstError, isUnderstood } from "./understood";

type FormProps = Omit<ComponentProps<"form">, "onSubmit" | "noValidate" | "ref"> & {
  /** Does the act; called only when everything that was typed is understood. */
  onSubmit: () => unknown;
  /** Shows the other errors where something is not understood. */
  onRefused?: () => unknown;
  /** Whether the act is under way. */
  busy?: boolean;
};

/**
 * Every form of the product. What a control does not understand stays as typed, with its error
 * beside it, and stops the act; the focus goes to the first error.
 */
export function Form({ onSubmit, onRefused, busy = false, ...props }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);

  useEffect(() => {
    if (attempts > 0 && form.current) focusFirstError(form.current);
  }, [attempts]);

  async function submit(element: HTMLFormElement) {
    await (isUnderstood(element) ? onSubmit() : onRefused?.());
    setAttempts((count) => count + 1);
  }

  return (
    <form
      {...props}
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit(event.currentTarget);
      }}
    />
  );
}
