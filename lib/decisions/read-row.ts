import "server-only";
import { memoize } from "@/lib/core/bounded-cache";
import { WINDOW_NAMES } from "@/lib/core/windows";
import type { KeyReference } from "@/lib/journal/journal-entry";
import type { Environment } from "@/lib/policy/roles";
import type {
  Charged,
  CustomerSnapshot,
  LiveState,
  Read,
  Revision,
  Snapshot,
  TargetSnapshot,
} from "./decision-store";
import type { CalledCapability, CallTarget, DeadState, KeySnapshot, KeySurface } from "./verdict";

/** A row of the statement that reads and charges, in array mode. */
export type ReadRow = [
  position: number,
  at: number,
  state: LiveState | DeadState | "changed",
  organizationId: string,
  keyId: string,
  secretId: string,
  pepperVersion: number,
  name: string,
  environment: Environment,
  permissions: string,
  allowedIps: string,
  expiresAt: number | null,
  retireAt: number | null,
  edits: number,
  revision: Revision,
  /** Null for a key of the platform. */
  offered: Revision | null,
  productId: string | null,
  surfaceId: string | null,
  /** Null for a key that is not scoped. */
  capabilities: string | null,
  /** To all secrets of the key; null, like what is used, where nothing was charged. */
  granted: number | null,
  earlier: number | null,
  ...windows: Windows<typeof WINDOW_NAMES>,
  ...customer: Customer,
  ...target: Partial<Target>,
];

type Windows<Names extends readonly unknown[]> = Names extends readonly [unknown, ...infer Others]
  ? [limit: number | null, used: number | null, bucket: number | null, ...Windows<Others>]
  : [];

/** What the key's customer may use; null where it has none. */
type Customer = [
  customerId: string | null,
  revision: Revision | null,
  planId: string | null,
  planState: Revision | null,
  perMinute: number | null,
  perHour: number | null,
  perDay: number | null,
  units: number | null,
  isHard: boolean,
  suspended: boolean,
  integration: string | null,
  spendCap: number | null,
  currency: string | null,
  isPriced: boolean,
];

/** What an endpoint calls; null where there is none. */
type Target = [
  paused: boolean | null,
  answerMode: string | null,
  available: boolean | null,
  capabilityId: string | null,
  capabilityRevision: number | null,
  outputStep: string | null,
  flowId: string | null,
  flowRevision: number | null,
  publishedVersion: number | null,
  weight: number | null,
  costs: CalledCapability["costs"] | null,
];

export function toRead(row: ReadRow): Read {
  const [, , state] = row;
  if (state === "changed") return { state };
  if (state !== "active" && state !== "address_not_allowed" && state !== "suspended")
    return { state, key: referenceOf(row) };
  const snapshot = snapshotOf(row);
  const charged = snapshot.customer ? null : chargedOf(row);
  return { state, snapshot, target: targetOf(row), charged };
}

function snapshotOf(row: ReadRow): Snapshot {
  const [expiresAt, retireAt, capabilities] = [row[11], row[12], row[18]];
  const ends = [expiresAt, retireAt].filter((end) => end !== null);
  return {
    key: keyOf(row),
    endsAt: ends.length === 0 ? null : Math.min(...ends),
    limits: limitsOf(WINDOW_NAMES.map((_, index) => row[WINDOWS_AT + 3 * index]).join(" ")),
    revision: row[14],
    offered: capabilities === null ? null : row[15],
    customer: customerOf(row),
    suspended: row[39],
  };
}

function customerOf(row: ReadRow): CustomerSnapshot | null {
  const [customerId, revision, planId, state] = [row[30], row[31], row[32], row[33]];
  if (customerId === null || revision === null) return null;
  const [units, spendCap] = [row[37], row[41]];
  return {
    customerId: shared(customerId),
    revision,
    plan: planId === null || state === null ? null : { planId: shared(planId), state },
    limits: limitsOf([row[34], row[35], row[36]].join(" ")),
    quota: units === null ? null : { units, isHard: row[38] },
    spendCap: spendCap === null ? null : { limit: spendCap, currency: shared(String(row[42])) },
    isPriced: row[43],
  };
}

function referenceOf(row: ReadRow): KeyReference {
  return {
    organizationId: shared(row[3]),
    keyId: row[4],
    secretId: row[5],
    customerId: row[30] === null ? null : shared(row[30]),
    integration: row[40] === null ? null : shared(row[40]),
  };
}

function keyOf(row: ReadRow): KeySnapshot {
  return {
    ...referenceOf(row),
    pepperVersion: row[6],
    name: row[7],
    environment: row[8],
    permissions: words(row[9]),
    allowedIps: words(row[10]),
    expiresAt: row[11],
    revision: row[13],
    surface: surfaceOf(row),
  };
}

function surfaceOf(row: ReadRow): KeySurface | null {
  const [productId, surfaceId, capabilities] = [row[16], row[17], row[18]];
  if (productId === null || surfaceId === null) return null;
  return {
    productId,
    surfaceId,
    capabilities: capabilities === null ? "all" : words(capabilities),
  };
}

function targetOf(row: ReadRow): TargetSnapshot | null {
  const [offered, paused, answerMode] = [row[15], row[44], row[45]];
  if (offered === null || paused === null || paused === undefined) return null;
  const target = { paused, answersAll: answerMode === "all", capability: capabilityOf(row) };
  return { target, offered };
}

function capabilityOf(row: ReadRow): CallTarget["capability"] {
  const [available, capabilityId, capabilityRevision] = [row[46], row[47], row[48]];
  const [flowId, flowRevision] = [row[50], row[51]];
  if (!available || !capabilityId || !capabilityRevision || !flowId || !flowRevision) return null;
  return {
    capabilityId,
    capabilityRevision,
    flowId,
    flowRevision,
    publishedVersion: row[52] ?? null,
    weight: Number(row[53]),
    outputStep: row[49] ?? null,
    costs: row[54] ?? [],
  };
}

// What many keys have alike is kept once: of 200,000 snapshots that is half the memory.
const shared = memoize((text) => text);
const words = memoize((joined): readonly string[] => (joined === "" ? [] : joined.split(" ")));
const limitsOf = memoize((joined): Snapshot["limits"] =>
  joined.split(" ").map((limit) => (limit === "" ? null : Number(limit))),
);

const GRANTED_AT = 19;
/** Where limit, use and bucket of each window begin. */
const WINDOWS_AT = GRANTED_AT + 2;

function chargedOf(row: ReadRow): Charged {
  const windows = WINDOW_NAMES.map((_, index) => {
    const at = WINDOWS_AT + 3 * index;
    return { used: Number(row[at + 1]), bucket: Number(row[at + 2]) };
  });
  return { granted: Number(row[GRANTED_AT]), earlier: Number(row[GRANTED_AT + 1]), windows };
}
