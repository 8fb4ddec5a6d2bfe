import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { isKept } from "@/components/trouble/draft";

/** Continues to where the person was going, or does not. */
export type LeaveQuestion = { isAsking: boolean; leave: () => void; stay: () => void };

/**
 * Holds the page while something is not saved: a link puts a question that the page shows, and
 * closing or reloading makes the browser ask.
 */
export function useLeaveQuestion(isUnsaved: boolean): LeaveQuestion {
  const router = useRouter();
  const [heading, setHeading] = useState<string | null>(null);

  useEffect(() => {
    if (!isUnsaved) return;
    const unload = (event: BeforeUnloadEvent) => isKept() || event.preventDefault();
    function click(event: MouseEvent) {
      const address = leavingAddress(event);
      if (address === null) return;
      event.preventDefault();
      event.stopPropagation();
      setHeading(address);
    }
    window.addEventListener("beforeunload", unload);
    window.addEventListener("click", click, true);
    return () => {
      window.removeEventListener("beforeunload", unload);
      window.removeEventListener("click", click, true);
    };
  }, [isUnsaved]);

  return {
    isAsking: heading !== null,
    leave() {
      if (heading !== null) router.push(heading);
    },
    stay: () => setHeading(null),
  };
}

/** Where a click on a link leads in this tab and app, away from this page; null otherwise. */
function leavingAddress(event: MouseEvent): string | null {
  const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (event.button !== 0 || !isPlain || !(event.target instanceof Element)) return null;
  const link = event.target.closest("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute("download")) return null;
  if (link.target !== "" && link.target !== "_self") return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== window.location.origin || pathname === window.location.pathname) return null;
  return `${pathname}${search}${hash}`;
}
