import "server-only";
import { LRUCache } from "lru-cache";
import type { CustomerSnapshot, Revision, Snapshot, TargetSnapshot } from "./decision-store";

/** What was read about a secret, and about the endpoint that it calls. */
export type Known = { snapshot: Snapshot; target: TargetSnapshot | null };

type Asked = { hashes: readonly string[]; slug: string | undefined };

/** Endpoints are few, and calls of one that offers nothing are not kept. */
const MAX_TARGETS = 10_000;
/** Of customers that were refused something, and for how long (in milliseconds) that counts. */
const MAX_REFUSED = 10_000;
const REFUSED_MS = 60_000;

/**
 * What was read last about secrets (by their hash) and endpoints. It is never trusted by itself: the
 * charge that uses it asks whether its revisions still stand. Secrets that nobody has are not kept.
 */
export class Snapshots {
  private readonly keys: LRUCache<string, Snapshot> | undefined;
  private readonly targets = new LRUCache<string, TargetSnapshot>({ max: MAX_TARGETS });
  /** When customers were refused something, by the store's clock. */
  private readonly refused = new LRUCache<string, number>({ max: MAX_REFUSED });
  private latest = 0;

  constructor(max: number) {
    this.keys = max > 0 ? new LRUCache({ max }) : undefined;
  }

  /** What is known of a secret, with one of these hashes, and its call; undefined when some has to be read. */
  recall({ hashes, slug }: Asked): Known | undefined {
    const snapshot = this.ofSecret(hashes);
    if (!snapshot) return undefined;
    const endpoint = endpointOf(snapshot, slug);
    if (endpoint === undefined) return { snapshot, target: null };
    const target = this.targets.get(endpoint);
    if (!target || disagree(target.offered, snapshot.offered)) return undefined;
    return { snapshot, target };
  }

  keep(hash: string, slug: string | undefined, { snapshot, target }: Known): void {
    this.keys?.set(hash, snapshot);
    const endpoint = endpointOf(snapshot, slug);
    if (endpoint !== undefined && target?.target.capability) this.targets.set(endpoint, target);
  }

  /** Forgets what no longer stands; what was read since stays. */
  forget({ hashes, slug }: Asked, { snapshot, target }: Known): void {
    for (const hash of hashes) if (this.keys?.peek(hash) === snapshot) this.keys.delete(hash);
    const endpoint = endpointOf(snapshot, slug);
    if (endpoint === undefined || target === null) return;
    if (this.targets.peek(endpoint) === target) this.targets.delete(endpoint);
  }

  /** Keeps in mind whether a customer, or one of its keys, had no room for a request then. */
  noteTurn(customerId: string, isRefused: boolean, at: number): void {
    this.latest = at;
    if (isRefused) this.refused.set(customerId, at);
  }

  /** Whether the order of a customer's requests matters: to their prices, or as some was refused lately. */
  goesInTurn({ customerId, isPriced }: CustomerSnapshot): boolean {
    const refusedAt = this.refused.get(customerId);
    return isPriced || (refusedAt !== undefined && this.latest - refusedAt < REFUSED_MS);
  }

  private ofSecret(hashes: readonly string[]): Snapshot | undefined {
    for (const hash of hashes) {
      const snapshot = this.keys?.get(hash);
      if (snapshot) return snapshot;
    }
    return undefined;
  }
}

/** Whether two parts were read while an organization offered different things. */
export function disagree(one: Revision | null, other: Revision | null): boolean {
  return one !== null && other !== null && one !== other;
}

function endpointOf({ key: { surface } }: Snapshot, slug: string | undefined): string | undefined {
  return surface && slug !== undefined ? `${surface.surfaceId}/${slug}` : undefined;
}
