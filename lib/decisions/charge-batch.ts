import "server-only";
import { isInRanges } from "@/lib/core/ip-range";
import { type JournalEntry, toJournal } from "@/lib/journal/journal-entry";
import type {
  Answer,
  Charge,
  ChargeBatch,
  Charged,
  ChargedKey,
  LiveState,
  Revision,
} from "./decision-store";
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
    const { keyId, secretId } = each.snapshot.key;
    const charge = charges.get(keyId) ?? {
      requests: 0,
      asked: 0,
      position: charges.size + 1,
      ...keyOf(each),
    };
    if (isOther(charge, each)) {
      others.push(each);
      continue;
    }
    charges.set(keyId, charge);
    charge.offered ??= offeredTo(each);
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
    requests.push(toJournal(each.ask.request, [slot.position]));
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

/** The key of an ask, as the first of its asks brings it into a batch. */
export function keyOf(known: KnownAsk): ChargedKey {
  const { key, limits, endsAt, revision } = known.snapshot;
  const { organizationId, keyId } = key;
  return { organizationId, keyId, limits, endsAt, revision, offered: offeredTo(known) };
}

/** The revision of what is offered that an ask rests on, if it does. */
export function offeredTo({ snapshot, target }: KnownAsk): Revision | null {
  return target?.offered ?? snapshot.offered;
}

/** Whether an ask's key is in a batch as it was read at another time, or ends at another one. */
export function isOther({ revision, endsAt, offered }: ChargedKey, known: KnownAsk): boolean {
  const { snapshot } = known;
  const isSame = revision === snapshot.revision && endsAt === snapshot.endsAt;
  return !isSame || disagree(offered, offeredTo(known));
}

/** Forgets what asks rested on, so that it is read again; returns them. */
export function forgetAll(known: readonly KnownAsk[], snapshots: Snapshots): Ask[] {
  for (const each of known) snapshots.forget(each.ask, each);
  return known.map(({ ask }) => ask);
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
  const fallen: Asked[] = [];
  const judged: Judged[] = [];
  for (const each of asked) {
    const { ask, charge, state, snapshot, target } = each;
    const charged = found.get(charge);
    if (charged) judged.push({ ask, read: { state, snapshot, target, charged } });
    else fallen.push(each);
  }
  grantInTurn(judged, { at, size: judged.length, ...entry });
  return { again: forgetAll(fallen, snapshots), judged: judged.length };
}
