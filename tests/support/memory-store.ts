import { isInRanges } from "@/lib/core/ip-range";
import { NO_REQUESTS, type WindowCounts } from "@/lib/core/windows";
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
  TurnBatch,
} from "@/lib/decisions/decision-store";
import type { DeadState } from "@/lib/decisions/verdict";
import { chargeTurns, customerOf, readCustomer } from "./memory-turns";
import {
  isOver,
  limitsOf,
  type ModelKey,
  type ModelWorld,
  type SecretRow,
  usedAt,
  windowsAt,
} from "./model-world";

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

  async chargeInTurn(batch: TurnBatch): Promise<Answer<Turn>> {
    const at = this.clock.now;
    return { at, found: chargeTurns(this.world, batch, at), durable: Promise.resolve() };
  }

  chargeAll(batch: TurnBatch): Promise<Answer<Turn>> {
    return this.chargeInTurn(batch);
  }

  async readAndCharge({ slots }: ReadBatch): Promise<Answer<Read>> {
    const at = this.clock.now;
    const judged = slots.flatMap((slot, index) =>
      this.world.keys.flatMap((key) => {
        const secret = key.secrets.find(({ hash }) => hash === slot.hash);
        if (!secret) return [];
        const customer = customerOf(this.world, key.row.customer_id);
        const state = judge(key, secret, slot, at);
        const isSuspended = state === "active" && customer?.row.status === "suspended";
        const said = isSuspended ? ("suspended" as const) : state;
        return [{ position: index + 1, slot, key, secret, state: said }];
      }),
    );
    const charged = new Map(
      this.world.keys.map((key) => {
        if (key.row.customer_id !== null) return [key, null];
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
      else if (counted !== undefined)
        found.set(position, { state, snapshot, target: this.target(key, slot), charged: counted });
    }
    return { at, found, durable: Promise.resolve() };
  }

  async windowsNow(_: string, keyId: string): Promise<WindowCounts> {
    const key = this.world.keys.find(({ row }) => row.id === keyId);
    if (!key) return NO_REQUESTS;
    const [minute = 0, hour = 0, day = 0] = usedAt(key.windows, this.clock.now);
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
    const customer = customerOf(this.world, row.customer_id);
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
      customer: customer ? readCustomer(this.world, customer) : null,
      suspended: customer?.row.status === "suspended",
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

function referenceTo({ row }: ModelKey, secret: SecretRow) {
  return {
    organizationId: row.organization_id,
    keyId: row.id,
    secretId: secret.id,
    customerId: row.customer_id,
    integration: null,
  };
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

type Counts = { requests: number; asked: number };

function charge(key: ModelKey, { requests, asked }: Counts, at: number): Charged {
  const used = usedAt(key.windows, at);
  const left = limitsOf(key.row).map((limit, index) => (limit ?? Infinity) - (used[index] ?? 0));
  const granted = Math.max(0, Math.min(requests, ...left));
  key.windows = windowsAt(
    at,
    used.map((before) => before + granted),
  );
  key.asked += asked;
  return { granted, earlier: key.asked - asked, windows: key.windows };
}
