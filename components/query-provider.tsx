"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

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
