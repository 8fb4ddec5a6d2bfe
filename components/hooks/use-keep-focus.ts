"use client";

import { useEffect } from "react";

/** What the focus stood on, and what is around it that can take it, nearest first. */
type Focused = { element: Element; around: HTMLElement[] };

function focusedNow(): Focused | null {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const around: HTMLElement[] = [];
  for (let each = element.parentElement; each; each = each.parentElement) {
    if (each.tabIndex === -1 && each.hasAttribute("tabindex")) around.push(each);
  }
  return { element, around };
}

function isLost({ element }: Focused): boolean {
  return !element.isConnected || element.matches(":disabled");
}

/**
 * Keeps the focus in the page when what has it is removed or disabled: it goes to what was around
 * it and can take it, or to the content. Without it, a keyboard begins at the top of the page again.
 */
export function useKeepFocus(content: string): void {
  useEffect(() => {
    let last = focusedNow();
    const note = () => {
      last = focusedNow() ?? last;
    };
    const rescue = () => {
      const active = document.activeElement;
      if (!last || !isLost(last) || (active !== document.body && active !== last.element)) return;
      const home = last.around.find(({ isConnected }) => isConnected);
      last = null;
      (home ?? document.getElementById(content))?.focus({ preventScroll: true });
    };
    // Afterwards: what closes, such as a menu, first gives the focus back by itself.
    const observer = new MutationObserver(() => {
      if (last && isLost(last)) setTimeout(rescue);
    });
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ["disabled"],
    });
    document.addEventListener("focusin", note);
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", note);
    };
  }, [content]);
}
