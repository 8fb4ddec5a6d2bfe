import { useSearchParams } from "next/navigation";
import { useRef } from "react";

const PARAM = "dialog";

function addressWith(dialog: string | null) {
  const url = new URL(window.location.href);
  if (dialog === null) url.searchParams.delete(PARAM);
  else url.searchParams.set(PARAM, dialog);
  return url;
}

let stepBack = Promise.resolve();

/** Closes by a step back in history, which the browser takes a moment later. */
function goBack() {
  stepBack = new Promise((resolve) => {
    window.addEventListener("popstate", () => resolve(), { once: true });
  });
  window.history.back();
}

/** Resolves when no dialog is on its way out of the address: that would discard a refresh under way. */
export function whenAddressSettled(): Promise<void> {
  return stepBack;
}

/** A dialog that the address opens: `?dialog=<name>`. Back closes it; the server is not asked. */
export function useUrlDialog(name: string) {
  const isOpen = useSearchParams().get(PARAM) === name;
  const openedHere = useRef(false);

  function open() {
    openedHere.current = true;
    window.history.pushState(null, "", addressWith(name));
  }

  function close() {
    if (!isOpen) return;
    if (openedHere.current) goBack();
    else window.history.replaceState(null, "", addressWith(null));
    openedHere.current = false;
  }

  /** Takes the dialog out of the address, though it stays on screen. */
  function detach() {
    openedHere.current = false;
    window.history.replaceState(null, "", addressWith(null));
  }

  return { isOpen, open, close, detach };
}
