import { isInRanges } from "@/lib/core/ip-range";
import {
  NO_REQUESTS,
  WINDOW_NAMES,
  WINDOWS,
  type WindowCounts,
  type WindowName,
} from "@/lib/core/windows";
import type {
  Answer,
  ChargeBatch,
  Charged,
  DecisionStore,
  LiveState,
  Read,
  ReadBatch,
  ReadSlot,
  Snapshot,
  TargetSnapshot,
  Turn,
} from "@/lib/decisions/decision-store";
import type { DeadState } from "@/lib/decisions/verdict";
import type { Environment } from "@/lib/policy/roles";

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
} & { [Name in WindowName as `limit_per_${Name}`]: number | null };

/** `hash` in hex. */
type SecretRow = { id: string; hash: string; pepper_version: number; retire_at: Date | null };

/** The rows of a key, and the revision of them all. */
export type ModelKey = {
  row: KeyRow;
  secrets: [SecretRow, SecretRow];
  windows: { used: number; bucket: number }[];
  /** How many requests the windows were asked about. */
  asked: number;
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
  offer: Offer;
  /** The revision of all that is offered. */
  offered: string;
  /** Whether there is an endpoint. */
  isThere: boolean;
  /** Whether a scoped key may call it. */
  isGranted: boolean;
};

/** The plainest decision store, by a clock (Unix milliseconds) that others move. */
export class MemoryStore implements DecisionStore {
  readonly lanes = 4;

  constructor(
    public world: ModelWorld,
    private readonly clock: { now: number },
  ) {}

  async charge({ charges }: ChargeBatch): Promise<Answer<Charged>> {
    const at = this.clock.now;
    const found = new Map<number, Charged>();
    for (const [index, { keyId, revision, endsAt, offered, ...counts }] of charges.entries()) {
      const key = this.world.keys.find(({ row }) => row.id === keyId);
      if (key?.revision !== revision || isOver(endsAt, at)) continue;
      if (offered !== null && offered !== this.world.offered) continue;
      found.set(index + 1, charge(key, counts, at));
    }
    return { at, found, durable: Promise.resolve() };
  }

  /** No key of this world has a customer. */
  async chargeInTurn(): Promise<Answer<Turn>> {
    throw new Error("no key has a customer");
  }

  chargeAll(): Promise<Answer<Turn>> {
    return this.chargeInTurn();
  }

  async readAndCharge({ slots }: ReadBatch): Promise<Answer<Read>> {
    const at = this.clock.now;
    const judged = slots.flatMap((slot, index) =>
      this.world.keys.flatMap((key) => {
        const secret = key.secrets.find(({ hash }) => hash === slot.hash);
        if (!secret) return [];
        return [{ position: index + 1, slot, key, secret, state: judge(key, secret, slot, at) }];
      }),
    );
    const charged = new Map(
      this.world.keys.map((key) => {
        const count = (...states: string[]) =>
          judged
            .filter((each) => each.key === key && states.includes(each.state))
            .reduce((sum, { slot }) => sum + slot.requests, 0);
        const asked = count("active", "address_not_allowed");
        return [key, charge(key, { requests: count("active"), asked }, at)];
      }),
    );
    const found = new Map<number, Read>();
    for (const { position, slot, key, secret, state } of judged) {
      const snapshot = this.read(key, secret);
      const counted = charged.get(key);
      if (state !== "active" && state !== "address_not_allowed" && state !== "suspended")
        found.set(position, { state, key: referenceTo(key, secret) });
      else if (counted)
        found.set(position, { state, snapshot, target: this.target(key, slot), charged: counted });
    }
    return { at, found, durable: Promise.resolve() };
  }

  async windowsNow(_: string, keyId: string): Promise<WindowCounts> {
    const key = this.world.keys.find(({ row }) => row.id === keyId);
    if (!key) return NO_REQUESTS;
    const [minute = 0, hour = 0, day = 0] = usedAt(key, this.clock.now);
    return { minute, hour, day };
  }

  async probe(): Promise<void> {}

  async close(): Promise<void> {}

  private read(key: ModelKey, secret: SecretRow): Snapshot {
    const { row, revision } = key;
    const { name, environment, permissions, product_id: productId, surface_id: surfaceId } = row;
    const expiresAt = row.expires_at?.getTime() ?? null;
    const ends = [expiresAt, secret.retire_at?.getTime() ?? null].filter((end) => end !== null);
    const { offer, offered, isGranted } = this.world;
    const granted = isGranted ? [offer.capabilities.id] : [];
    return {
      key: {
        ...referenceTo(key, secret),
        ...{ name, environment, permissions, expiresAt, revision: row.revision },
        pepperVersion: secret.pepper_version,
        allowedIps: row.allowed_ips,
        surface:
          productId === null || surfaceId === null
            ? null
            : { productId, surfaceId, capabilities: row.scoped ? granted : "all" },
      },
      endsAt: ends.length === 0 ? null : Math.min(...ends),
      limits: limitsOf(row),
      revision,
      offered: row.scoped ? offered : null,
      customer: null,
      suspended: false,
    };
  }

  private target({ row }: ModelKey, { slug }: ReadSlot): TargetSnapshot | null {
    if (row.surface_id === null || slug === undefined) return null;
    const { offer, offered, isThere } = this.world;
    const { surfaces, surface_items: item, capabilities, flows } = offer;
    const isOpen = item.endpoint_slug === slug && item.enabled && capabilities.enabled;
    const capability = {
      capabilityId: capabilities.id,
      capabilityRevision: capabilities.revision,
      flowId: flows.id,
      flowRevision: flows.revision,
      publishedVersion: flows.published_version,
      weight: capabilities.weight,
      outputStep: null,
      costs: [],
    };
    const paused = surfaces.status === "paused";
    return {
      target: { paused, answersAll: false, capability: isThere && isOpen ? capability : null },
      offered,
    };
  }
}

function limitsOf(row: KeyRow): (number | null)[] {
  return WINDOW_NAMES.map((name) => row[`limit_per_${name}`]);
}

/** The windows that are open at an instant, used so far. */
export function windowsAt(at: number, used: readonly number[]): ModelKey["windows"] {
  return WINDOW_NAMES.map((name, index) => {
    return { bucket: Math.floor(at / 1_000 / WINDOWS[name].seconds), used: used[index] ?? 0 };
  });
}

function referenceTo({ row }: ModelKey, secret: SecretRow) {
  return {
    organizationId: row.organization_id,
    keyId: row.id,
    secretId: secret.id,
    customerId: null,
    integration: null,
  };
}

function isOver(end: number | null | undefined, at: number): boolean {
  return typeof end === "number" && end <= at;
}

function judge(
  { row }: ModelKey,
  { retire_at }: SecretRow,
  { address }: ReadSlot,
  at: number,
): LiveState | DeadState {
  if (row.revoked_at) return "revoked";
  if (row.disabled_at) return "disabled";
  if (isOver(row.expires_at?.getTime(), at)) return "expired";
  if (isOver(retire_at?.getTime(), at)) return "retired";
  if (row.allowed_ips.length === 0) return "active";
  return address !== null && isInRanges(address, row.allowed_ips)
    ? "active"
    : "address_not_allowed";
}

function usedAt({ windows }: ModelKey, at: number): number[] {
  return windowsAt(at, []).map(({ bucket }, index) => {
    const window = windows[index];
    return window?.bucket === bucket ? window.used : 0;
  });
}

type Counts = { requests: number; asked: number };

function charge(key: ModelKey, { requests, asked }: Counts, at: number): Charged {
  const used = usedAt(key, at);
  const left = limitsOf(key.row).map((limit, index) => (limit ?? Infinity) - (used[index] ?? 0));
  const granted = Math.max(0, Math.min(requests, ...left));
  key.windows = windowsAt(
    at,
    used.map((before) => before + granted),
  );
  key.asked += asked;
  return { granted, earlier: key.asked - asked, windows: key.windows };
}
