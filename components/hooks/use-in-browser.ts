import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** What only the browser knows; `before` on the server, and until the page is alive. */
function useInBrowser<T>(read: () => T, before: T): T {
  return useSyncExternalStore(never, read, () => before);
}

/** Whether the page is alive: before that, no script runs. */
export function useHydrated(): boolean {
  return useInBrowser<boolean>(() => true, false);
}

function modKey() {
  return /mac|iphone|ipad/i.test(navigator.platform) ? "⌘" : "Ctrl";
}

/** The name of the modifier of this viewer's platform. */
export function useModKey() {
  return useInBrowser(modKey, "Ctrl");
}

/** The origin that this viewer came by, which is also the API's; empty until the page is alive. */
export function useOrigin(): string {
  return useInBrowser(() => window.location.origin, "");
}

/** The zone to tell times in: the viewer's own (undefined), and UTC until the page is alive. */
export function useViewerZone(): string | undefined {
  return useInBrowser<string | undefined>(() => undefined, "UTC");
}
