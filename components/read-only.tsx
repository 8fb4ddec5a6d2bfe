"use client";

import { createContext, useContext } from "react";
import type { GatedPermission } from "@/lib/policy/read-only-reasons";

const Reasons = createContext<ReadonlyMap<GatedPermission, string> | null>(null);

/** Tells a page what the person who looks at it cannot do, and why. */
export const ReadOnlyProvider = Reasons.Provider;

/** Why this person cannot do what needs a permission, in words; null when they can. */
export function useReadOnlyReason(permission: GatedPermission): string | null {
  const reasons = useContext(Reasons);
  if (!reasons) throw new Error("useReadOnlyReason needs a ReadOnlyProvider above it.");
  return reasons.get(permission) ?? null;
}
