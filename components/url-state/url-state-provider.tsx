"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useTransition } from "react";
import { holdsKey } from "@/lib/core/key-text";

/** Names to set, and null to drop. A value that holds an API key is dropped too. */
type UrlChange = Record<string, string | null>;

type UrlState = {
  get: (name: string) => string | null;
  /** Applies a change; one that does not name the cursor goes back to the first page. */
  set: (change: UrlChange, history?: "push" | "replace") => void;
  /** Whether the server is still working on the last change. */
  pending: boolean;
};

const Context = createContext<UrlState | null>(null);

function applyChange(query: string, change: UrlChange) {
  const params = new URLSearchParams(query);
  if (!("cursor" in change)) for (const name of ["cursor", "trail", "page"]) params.delete(name);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === "" || holdsKey(value)) params.delete(name);
    else params.set(name, value);
  }
  return params.toString();
}

/**
 * Holds search, filters, sort and page of a list in the address, for the toolbar and the table. Not
 * nuqs: keys are kept out of addresses, and each change goes back to the first page.
 */
export function UrlStateProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const latest = useRef({ pathname, query });
  const [pending, startTransition] = useTransition();

  useEffect(() => {
    latest.current = { pathname, query };
  }, [pathname, query]);

  const state: UrlState = {
    pending,
    get: (name) => new URLSearchParams(query).get(name),
    set(change, history = "replace") {
      const next = applyChange(latest.current.query, change);
      latest.current = { pathname, query: next };
      const href = next ? `${pathname}?${next}` : pathname;
      startTransition(() => router[history](href, { scroll: false }));
    },
  };
  return <Context value={state}>{children}</Context>;
}

export function useUrlState(): UrlState {
  const state = useContext(Context);
  if (!state) throw new Error("useUrlState needs a UrlStateProvider above it.");
  return state;
}
