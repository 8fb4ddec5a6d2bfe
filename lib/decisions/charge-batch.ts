import "server-only";
import { isInRanges } from "@/lib/core/ip-range";
import { type JournalEntry, toJournal } from "@/lib/journal/journal-entry";
import type {
  Answer,
  Charge,
  ChargeBatch,
  Charged,
  LiveState,
  Snapshot,
  TargetSnapshot,
} from "./decision-store";
import { type Ask, addressOf, grantInTurn, type Judged } from "./judge";
import type { Snapshots } from "./snapshots";

/** An ask, and what was read before about its secret and the endpoint it calls. */
export type KnownAsk = { ask: Ask; snapshot: Snapshot; target: TargetSnapshot | null };

/** What is known of an ask; undefined when some of it has to be read. */
export function recall(ask: Ask, snapshots: Snapshots): KnownAsk | undefined {
  const snapshot = snapshots.ofSecret(ask.hashes);
  if (!snapshot) return undefined;
  const surfaceId = snapshot.key.surface?.surfaceId;
  if (ask.slug === undefined || surfaceId === undefined) return { ask, snapshot, target: null };
  const target = snapshots.ofEndpoint(surfaceId, ask.slug);
  if (!target || disagree(target.offered, snapshot.offered)) return undefined;
  return { ask, snapshot, target };
}

type Asked = KnownAsk & { state: LiveState; charge: number };

/**
 * Asks to be charged, those of a key together. One whose key stands in the batch as it was read at
 * another time is returned among `others`, to be read.
 */
export function gatherCharges(known: readonly KnownAsk[], entry: JournalEntry) {
  const charges: Charge[] = [];
  const slots: { secretId: string; state: LiveState; charge: number }[] = [];
  const positions = new Map<string, number>();
  const asked: Asked[] = [];
  const others: KnownAsk[] = [];
  const requests: unknown[][] = [];
  for (const each of known) {
    const { ask, snapshot, target } = each;
    const { keyId, organizationId, secretId } = snapshot.key;
    const offered = target?.offered ?? snapshot.offered;
    const at = positions.get(keyId);
    const charge = at === undefined ? undefined : charges[at - 1];
    if (charge && (isOther(charge, snapshot) || disagree(charge.offered, offered))) {
      others.push(each);
      continue;
    }
    const state = stateOf(each);
    const position =
      at ??
      charges.push({
        organizationId,
        keyId,
        limits: snapshot.limits,
        endsAt: snapshot.endsAt,
        revision: snapshot.revision,
        offered,
        requests: 0,
      });
    positions.set(keyId, position);
    const own = charges[position - 1];
    if (own) {
      own.offered ??= offered;
      if (state === "active") own.requests += 1;
    }
    const slotName = `${secretId}/${state}`;
    const slot = positions.get(slotName) ?? slots.push({ secretId, state, charge: position });
    positions.set(slotName, slot);
    requests.push(toJournal(ask.request, [slot]));
    asked.push({ ...each, state, charge: position });
  }
  const batch: ChargeBatch = { entry, requests, charges, slots };
  return { batch, asked, others };
}

/** Whether what a charge rests on was read at another time, or ends at another one. */
function isOther({ revision, endsAt }: Charge, snapshot: Snapshot): boolean {
  return revision !== snapshot.revision || endsAt !== snapshot.endsAt;
}

function disagree(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}

function stateOf({ ask, snapshot }: KnownAsk): LiveState {
  const { allowedIps } = snapshot.key;
  if (allowedIps.length === 0) return "active";
  const address = addressOf(ask);
  return address !== null && isInRanges(address, allowedIps) ? "active" : "address_not_allowed";
}

/** Hands out what was charged; forgets what no longer stands, and returns the asks that rested on it. */
export function distributeCharges(
  asked: readonly Asked[],
  { at, found }: Answer<Charged>,
  entry: JournalEntry,
  snapshots: Snapshots,
): { again: Ask[]; judged: number } {
  const again: Ask[] = [];
  const judged: Judged[] = [];
  for (const { ask, snapshot, target, state, charge } of asked) {
    const charged = found.get(charge);
    if (charged) judged.push({ ask, read: { state, snapshot, target, charged } });
    else {
      forget(snapshots, { ask, snapshot, target });
      again.push(ask);
    }
  }
  grantInTurn(judged, { ...entry, at, size: judged.length });
  return { again, judged: judged.length };
}

export function forget(snapshots: Snapshots, { ask, snapshot, target }: KnownAsk): void {
  snapshots.forget(ask.hashes, snapshot);
  const surfaceId = snapshot.key.surface?.surfaceId;
  if (surfaceId && ask.slug !== undefined && target)
    snapshots.forgetEndpoint(surfaceId, ask.slug, target);
}
