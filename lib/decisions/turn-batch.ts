import "server-only";
import { type JournalEntry, type Metered, toJournal } from "@/lib/journal/journal-entry";
import { forgetAll, isOther, type KnownAsk, keyOf, offeredTo, stateOf } from "./charge-batch";
import type { Answer, CustomerSnapshot, LiveState, Turn, TurnBatch } from "./decision-store";
import { type Ask, grantTurn } from "./judge";
import type { Snapshots } from "./snapshots";
import type { CalledCapability } from "./verdict";

/** An ask of a key that has a customer. */
export type SharedAsk = KnownAsk & { shared: CustomerSnapshot };

type Asked = SharedAsk & {
  state: LiveState;
  units: number;
  capabilityId: string | null;
  soft: Metered["soft"];
};

/** Asks of keys that have a customer, to be charged in turn; the others as `gatherCharges` has them. */
export function gatherTurns(known: readonly SharedAsk[], entry: JournalEntry) {
  const keys = new Map<string, TurnBatch["keys"][number] & { position: number }>();
  const customers = new Map<string, TurnBatch["customers"][number] & { position: number }>();
  const asks: TurnBatch["asks"][number][] = [];
  const asked: Asked[] = [];
  const others: KnownAsk[] = [];
  for (const each of known) {
    const { shared } = each;
    const { keyId, secretId } = each.snapshot.key;
    const customer = customers.get(shared.customerId) ?? {
      requests: 0,
      units: 0,
      position: customers.size + 1,
      ...shared,
    };
    const key = keys.get(keyId) ?? {
      customer: customer.position,
      requests: 0,
      asked: 0,
      position: keys.size + 1,
      ...keyOf(each),
    };
    if (isOther(key, each) || areOther(customer, shared)) {
      others.push(each);
      continue;
    }
    customers.set(shared.customerId, customer);
    keys.set(keyId, key);
    key.offered ??= offeredTo(each);
    const state = stateOf(each);
    const { weight: units = 0, capabilityId = null } = calledBy(each) ?? {};
    const isPriced = shared.isPriced && each.snapshot.key.environment === "production";
    const priced = isPriced ? capabilityId : null;
    key.asked += 1;
    if (state === "active") {
      key.requests += 1;
      customer.requests += 1;
      customer.units += units;
    }
    asks.push({ secretId, state, key: key.position, units, priced });
    const { quota } = shared;
    const soft = quota && !quota.isHard ? ([quota.units, customer.position] as const) : null;
    asked.push({ state, units, capabilityId, soft, ...each });
  }
  const requests = asked.map(({ ask, snapshot, ...taken }, index) => {
    const { customerId, integration } = snapshot.key;
    const { units, capabilityId, soft } = taken;
    const metered = { customerId, integration, units, capabilityId, soft };
    return toJournal(ask.request, [index + 1], metered);
  });
  const batch: TurnBatch = {
    entry,
    requests,
    keys: [...keys.values()],
    customers: [...customers.values()],
    asks,
  };
  return { batch, asked, others };
}

/** The capability that a call will be let through to, whose weight it takes of the quota. */
function calledBy({ snapshot, target }: KnownAsk): CalledCapability | null {
  const { surface } = snapshot.key;
  if (!surface || !target || target.target.paused) return null;
  const { capability } = target.target;
  const { capabilities } = surface;
  if (!capability) return null;
  const mayCall = capabilities === "all" || capabilities.includes(capability.capabilityId);
  return mayCall ? capability : null;
}

/** Whether a customer or its plan was read at another time. */
function areOther(one: CustomerSnapshot, other: CustomerSnapshot): boolean {
  return one.revision !== other.revision || one.plan?.state !== other.plan?.state;
}

/** Hands out what was charged; forgets what no longer stands, and returns the asks that rested on it. */
export function distributeTurns(
  asked: readonly Asked[],
  { at, found }: Answer<Turn>,
  entry: JournalEntry,
  snapshots: Snapshots,
): { again: Ask[]; judged: number } {
  const fallen: Asked[] = [];
  const ticket = { at, size: found.size, ...entry };
  for (const [index, each] of asked.entries()) {
    const { ask, state, snapshot, target, shared, units } = each;
    const turn = found.get(index + 1);
    if (!turn) {
      fallen.push(each);
      continue;
    }
    snapshots.noteTurn(shared.customerId, state === "active" && !turn.isGranted, at);
    grantTurn(ask, { state, snapshot, target, shared, units, turn }, ticket);
  }
  return { again: forgetAll(fallen, snapshots), judged: found.size };
}
