"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Permission } from "@/lib/policy/permissions";

const REASONS = {
  "PRODUCTS:WRITE": "Viewers can't change products. Ask an owner or admin for another role.",
  "FLOWS:WRITE": "Viewers can't change flows. Ask an owner or admin for another role.",
  "FLOWS:EXECUTE": "Viewers can't run flows. Ask an owner or admin for another role.",
  "SURFACE_KEYS:WRITE": "Viewers can't create or change keys. Ask a member, admin or owner.",
  "API_KEYS:WRITE": "Only owners and admins can create or change keys. Ask one of them.",
  "SECRETS:WRITE": "Only owners and admins can create or change secrets. Ask one of them.",
} as const;

const Held = createContext<readonly Permission[]>([]);

/** Tells a page which permissions the person who looks at it holds. */
export function PermissionsProvider(props: { held: readonly Permission[]; children?: ReactNode }) {
  return <Held value={props.held}>{props.children}</Held>;
}

/** Why this person cannot do what needs a permission, in words; null when they can. */
export function useReadOnlyReason(permission: keyof typeof REASONS): string | null {
  return useContext(Held).includes(permission) ? null : REASONS[permission];
}
