"use client";

import { type RefObject, useEffect } from "react";
import { useHotkeys } from "@/components/hooks/use-hotkeys";

const LINK = "[data-row-link]";
const INTERACTIVE = "a, button, input, select, textarea, label, [popover], [data-row-select-cell]";

function moveFocus(frame: HTMLElement | null, step: 1 | -1) {
  const links = [...(frame?.querySelectorAll<HTMLElement>(LINK) ?? [])];
  const row = document.activeElement?.closest("tr");
  const at = links.findIndex((link) => row?.contains(link));
  const next = at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

/** A click on the checkbox of the row that has the focus; Shift selects up to it. */
function selectRow({ shiftKey }: KeyboardEvent) {
  const box = document.activeElement?.closest("tr")?.querySelector("[data-row-select]");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
}

function openRow(event: MouseEvent) {
  const target = event.target;
  if (!(target instanceof Element) || target.closest(INTERACTIVE)) return;
  if (document.getSelection()?.isCollapsed === false) return;
  const { metaKey, ctrlKey } = event;
  const click = new MouseEvent("click", { bubbles: true, cancelable: true, metaKey, ctrlKey });
  target.closest("tr")?.querySelector(LINK)?.dispatchEvent(click);
}

/**
 * `j` and `k` walk the rows by their links, Enter follows, `x` selects; a click anywhere in a row
 * opens it.
 */
export function useRowNavigation(frame: RefObject<HTMLElement | null>) {
  useHotkeys({
    j: () => moveFocus(frame.current, 1),
    k: () => moveFocus(frame.current, -1),
    x: selectRow,
  });

  useEffect(() => {
    const node = frame.current;
    if (!node) return;
    node.addEventListener("click", openRow);
    return () => node.removeEventListener("click", openRow);
  }, [frame]);
}
