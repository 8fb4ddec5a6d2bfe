"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { FoundKey } from "@/lib/contracts/find-key";

type FindKey = (input: { credential: string }) => Promise<ActionResult<{ key: FoundKey }>>;

const Context = createContext<FindKey | null>(null);

/** Lets every search below it find the key that a pasted secret belongs to. */
export function FindKeyProvider({ find, children }: { find: FindKey; children: ReactNode }) {
  return <Context value={find}>{children}</Context>;
}

export function useFindKeyAction(): FindKey {
  const find = useContext(Context);
  if (!find) throw new Error("useFindKeyAction needs a FindKeyProvider above it.");
  return find;
}
