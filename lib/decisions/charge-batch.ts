import "server-only";
import { isInRanges } from "@/lib/core/ip-range";
import { type JournalEntry, toJournal } from "@/lib/journal/journal-entry";
import type { Answer, Charge, ChargeBatch, Charged, LiveState, Snapshot } from "./decision-store";
import { type Ask, addressOf, grantInTurn, type Judged } from "./judge";
import { disagree, type Known, type Snapshots } from "./snapshots";

export type KnownAsk = Known & { ask: Ask };

type Asked = KnownAsk & { state: LiveState; charge: number };

/**
 * Asks to be charged, those of a key together. One whose key is in the batch as it was read at another
 * time is returned among `others`, to be read.
 */
export function gatherCharges(known: readonly KnownAsk[], entry: JournalEntry) {
  const charges = new Map<string, Charge & { position: number }>();
  const slots = new Map<string, ChargeBatch["slots"][number] & { position: number }>();
  const asked: Asked[] = [];
  const others: KnownAsk[] = [];
  const requests: unknown[][] = [];
  for (const each of known) {
    const { ask, snapshot, target } = each;
    const { keyId, organizationId, secretId } = snapshot.key;
    const { limits, endsAt, revision } = snapshot;
    const offered = target?.offered ?? snapshot.offered;
    const charge = charges.get(keyId) ?? {
      organizationId,
      keyId,
      limits,
      endsAt,
      revision,
      offered,
      requests: 0,
      asked: 0,
      position: charges.size + 1,
    };
    if (isOther(charge, snapshot) || disagree(charge.offered, offered)) {
      others.push(each);
      continue;
    }
    charges.set(keyId, charge);
    charge.offered ??= offered;
    const state = stateOf(each);
    charge.asked += 1;
    if (state === "active") charge.requests += 1;
    const slotName = `${secretId}/${state}`;
    const slot = slots.get(slotName) ?? {
      secretId,
      state,
      charge: charge.position,
      position: slots.size + 1,
    };
    slots.set(slotName, slot);
    requests.push(toJournal(ask.request, [slot.position]));
    asked.push({ state, charge: charge.position, ...each });
  }
  const batch: ChargeBatch = {
    entry,
    requests,
    charges: [...charges.values()],
    slots: [...slots.values()],
  };
  return { batch, asked, others };
}

/** Whether what a charge rests on was read at another time, or ends at another one. */
export function isOther(
  { revision, endsAt }: Pick<Charge, "revision" | "endsAt">,
  snapshot: Snapshot,
): boolean {
  return revision !== snapshot.revision || endsAt !== snapshot.endsAt;
}

/** What a request is before its limits are asked. */
export function stateOf({ ask, snapshot }: KnownAsk): LiveState {
  const { allowedIps } = snapshot.key;
  const letIn = snapshot.suspended ? "suspended" : "active";
  if (allowedIps.length === 0) return letIn;
  const address = addressOf(ask);
  return address !== null && isInRanges(address, allowedIps) ? letIn : "address_not_allowed";
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
  for (const each of asked) {
    const { ask, charge, state, snapshot, target } = each;
    const charged = found.get(charge);
    if (charged) judged.push({ ask, read: { state, snapshot, target, charged } });
    else {
      snapshots.forget(ask, each);
      again.push(ask);
    }
  }
  grantInTurn(judged, { at, size: judged.length, ...entry });
  return { again, judged: judged.length };
}
