import "server-only";
import { LRUCache } from "lru-cache";
import type { Snapshot, TargetSnapshot } from "./decision-store";

/** Endpoints are few, and calls of one that offers nothing are not kept. */
const MAX_TARGETS = 10_000;

/**
 * What was read last about secrets (by their hash) and endpoints. It is never trusted by itself: the
 * charge that uses it asks whether its revisions still stand. Secrets that nobody has are not kept.
 */
export class Snapshots {
  private readonly keys: LRUCache<string, Snapshot> | undefined;
  private readonly targets = new LRUCache<string, TargetSnapshot>({ max: MAX_TARGETS });

  constructor(max: number) {
    this.keys = max > 0 ? new LRUCache({ max }) : undefined;
  }

  /** Of the secret with one of these hashes. */
  ofSecret(hashes: readonly string[]): Snapshot | undefined {
    for (const hash of hashes) {
      const snapshot = this.keys?.get(hash);
      if (snapshot) return snapshot;
    }
    return undefined;
  }

  ofEndpoint(surfaceId: string, slug: string): TargetSnapshot | undefined {
    return this.targets.get(`${surfaceId}/${slug}`);
  }

  keep(hash: string, snapshot: Snapshot): void {
    this.keys?.set(hash, snapshot);
  }

  keepEndpoint(surfaceId: string, slug: string, target: TargetSnapshot): void {
    if (target.target.capability) this.targets.set(`${surfaceId}/${slug}`, target);
  }

  /** Forgets what no longer stands; what was read since stays. */
  forget(hashes: readonly string[], snapshot: Snapshot): void {
    for (const hash of hashes) if (this.keys?.peek(hash) === snapshot) this.keys.delete(hash);
  }

  forgetEndpoint(surfaceId: string, slug: string, target: TargetSnapshot): void {
    const name = `${surfaceId}/${slug}`;
    if (this.targets.peek(name) === target) this.targets.delete(name);
  }
}
