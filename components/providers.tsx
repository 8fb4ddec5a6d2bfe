"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider as NextThemesProvider } from "next-themes";
import {
  type ComponentType,
  type ReactNode,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import { setClock } from "./hooks/use-now";
import { waitingNotes } from "./toast";

const QUERIES = {
  staleTime: 5_000,
  retry: 1,
  // A lost connection is said as it is: the default waits for one in silence.
  networkMode: "always",
  refetchOnReconnect: true,
} as const;

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: QUERIES } }));
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

/** Lets every age on the page go by the server's clock, however wrong the viewer's is. */
export function ServerClock({ renderedAt }: { renderedAt: number }) {
  useEffect(() => setClock(renderedAt), [renderedAt]);
  return null;
}

export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    // Without transitions stopped on change: that would restyle each whole page when it wakes up.
    <NextThemesProvider attribute="class" defaultTheme="system" enableSystem nonce={nonce}>
      {children}
    </NextThemesProvider>
  );
}

/** Where notes are drawn, once there is one. */
export function Toaster() {
  const isWanted = useSyncExternalStore(
    waitingNotes.subscribe,
    () => waitingNotes.get().length > 0,
    () => false,
  );
  const [Drawn, setDrawn] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    import("./ui/sonner").then(
      ({ DrawnToasts }) => setDrawn(() => DrawnToasts),
      // Without it nothing can be noted, this least of all.
      () => undefined,
    );
  }, [isWanted]);
  return Drawn ? <Drawn /> : null;
}
