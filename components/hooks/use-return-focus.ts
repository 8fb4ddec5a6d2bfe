import { type RefObject, useRef } from "react";

function originOf(element: Element | null): HTMLElement | null {
  const trigger = element?.closest("[role='menu']")?.getAttribute("aria-labelledby");
  if (trigger) return document.getElementById(trigger);
  return element instanceof HTMLElement && element !== document.body ? element : null;
}

/**
 * Handlers for a dialog that is opened by state: on close, focus goes back to what opened it, or to
 * the trigger of the menu whose item opened it; to `otherwise` when that is gone.
 */
export function useReturnFocus(otherwise?: RefObject<HTMLElement | null>) {
  const origin = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus() {
      origin.current = originOf(document.activeElement);
    },
    onCloseAutoFocus(event: Event) {
      const target = origin.current?.isConnected ? origin.current : otherwise?.current;
      if (!target) return;
      event.preventDefault();
      target.focus();
    },
  };
}
