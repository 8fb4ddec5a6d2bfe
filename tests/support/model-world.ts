import { WINDOW_NAMES, WINDOWS, type WindowName } from "@/lib/core/windows";
import type { Environment } from "@/lib/policy/roles";

type WindowLimits = { [Name in WindowName as `limit_per_${Name}`]: number | null };

export type Window = { used: number; bucket: number };

type KeyRow = {
  id: string;
  organization_id: string;
  name: string;
  environment: Environment;
  permissions: string[];
  allowed_ips: string[];
  expires_at: Date | null;
  disabled_at: Date | null;
  revoked_at: Date | null;
  revision: number;
  product_id: string | null;
  surface_id: string | null;
  scoped: boolean;
  customer_id: string | null;
} & WindowLimits;

/** `hash` in hex. */
export type SecretRow = {
  id: string;
  hash: string;
  pepper_version: number;
  retire_at: Date | null;
};

/** The rows of a key, and the revision of them all. */
export type ModelKey = {
  row: KeyRow;
  secrets: [SecretRow, SecretRow];
  windows: Window[];
  /** How many requests the windows were asked about. */
  asked: number;
  revision: string;
};

export type Allowed = WindowLimits & { units_per_month: number | null };

/** A plan, and the random state of it. */
export type ModelPlan = {
  row: { id: string; quota_mode: "hard" | "soft"; revision: number } & Allowed;
  state: string;
};

/** The row of a customer, its revision, and what its keys have used together. */
export type ModelCustomer = {
  row: {
    id: string;
    status: "active" | "suspended";
    plan_id: string | null;
    quota_mode: "hard" | "soft" | null;
    unlimited: string[];
    revision: number;
  } & Allowed;
  windows: Window[];
  month: Window;
  revision: string;
};

/** The rows of one endpoint. */
export type Offer = {
  surfaces: { id: string; status: string; revision: number };
  surface_items: { id: string; endpoint_slug: string; enabled: boolean; revision: number };
  capabilities: { id: string; enabled: boolean; weight: number; revision: number };
  flows: { id: string; published_version: number | null; revision: number };
};

export type ModelWorld = {
  keys: ModelKey[];
  customers: ModelCustomer[];
  plans: ModelPlan[];
  offer: Offer;
  /** The revision of all that is offered. */
  offered: string;
  /** Whether there is an endpoint. */
  isThere: boolean;
  /** Whether a scoped key may call it. */
  isGranted: boolean;
};

export function limitsOf(row: WindowLimits): (number | null)[] {
  return WINDOW_NAMES.map((name) => row[`limit_per_${name}`]);
}

/** The windows that are open at an instant, used so far. */
export function windowsAt(at: number, used: readonly number[]): Window[] {
  return WINDOW_NAMES.map((name, index) => {
    return { bucket: Math.floor(at / 1_000 / WINDOWS[name].seconds), used: used[index] ?? 0 };
  });
}

/** What was used of windows that are still open. */
export function usedAt(windows: readonly Window[], at: number): number[] {
  return windowsAt(at, []).map(({ bucket }, index) => {
    const window = windows[index];
    return window?.bucket === bucket ? window.used : 0;
  });
}

/** The month of an instant, counted since the year 0 in UTC. */
export function monthAt(at: number, used: number): Window {
  const then = new Date(at);
  return { bucket: then.getUTCFullYear() * 12 + then.getUTCMonth(), used };
}

export function isOver(end: number | null | undefined, at: number): boolean {
  return typeof end === "number" && end <= at;
}
