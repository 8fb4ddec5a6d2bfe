import type { Dispatch, SetStateAction } from "react";

type Control = HTMLInputElement | HTMLTextAreaElement;

function isControl(element: unknown): element is Control {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

const INCOMPLETE = "This date is incomplete or does not exist.";

/** What the browser itself cannot read of a control, whose value is then ""; undefined when nothing. */
function halfTyped(element: Control): string | undefined {
  if (!element.validity.badInput) return undefined;
  return element.type.startsWith("date") ? INCOMPLETE : "This value is not valid.";
}

/** Whether everything typed in a form is understood; each control that is not gets `invalid`. */
export function isUnderstood(form: HTMLFormElement): boolean {
  const wrong = [...form.elements].filter(isControl).filter(({ willValidate, validity }) => {
    return willValidate && (validity.customError || validity.badInput);
  });
  for (const control of wrong) control.checkValidity();
  return wrong.length === 0;
}

/** Names what of the control with this id is not understood, so that its form does not go. */
export function setEntryProblem(id: string, problem: string | null | undefined): void {
  const control = document.getElementById(id);
  if (isControl(control)) control.setCustomValidity(problem ?? "");
}

/** What a control holds half typed, once it was left or stopped its form. */
export type Left = { half: string | undefined };

/** Watches the control of `field` with this id; undefined while it is typed in. */
export function watchEntry(
  field: HTMLElement,
  id: string,
  tell: Dispatch<SetStateAction<Left | undefined>>,
): () => void {
  const stop = new AbortController();
  const listen = (type: string, heard: (control: Control) => void) =>
    field.addEventListener(
      type,
      ({ target }) => isControl(target) && target.id === id && heard(target),
      { capture: true, signal: stop.signal },
    );
  const leave = (control: Control) => tell({ half: halfTyped(control) });
  listen("invalid", leave);
  listen("blur", leave);
  // Afterwards: a render before React hears of the input would write the old value over it.
  listen("input", () => setTimeout(() => tell(undefined)));
  // No input is told of while a date is incomplete.
  listen("keyup", (control) => tell((left) => left && { half: halfTyped(control) }));
  return () => stop.abort();
}

/** Moves the focus to the first control of a form that has an error. */
export function focusFirstError(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]');
  const inner = field?.matches("[data-invalid]")
    ? (field.querySelector<HTMLElement>('[aria-invalid="true"]') ??
      field.querySelector<HTMLElement>("input:enabled, textarea:enabled, button:enabled"))
    : field;
  inner?.focus();
}
