import "server-only";
import { createHmac } from "node:crypto";
import { keptNetwork, keptUserAgent } from "@/lib/auth/kept-caller";
import { networkOf } from "@/lib/core/ip-range";
import { inTransaction } from "@/lib/db/prisma";
import {
  addRefusedAct,
  MAX_NETWORKS,
  type RefusedActs,
  takeRefusedActs,
} from "@/lib/db/refused-acts";
import { env } from "@/lib/env";
import { type Act, type Actor, addEntries, type NewEntry } from "./record-audit";

/**
 * Counts that a person was refused; the record gets it when the minute is over. What a key is
 * refused stands in its usage alone.
 */
export async function countRefusedAct(
  act: Act & { principal: Actor },
  details: string,
): Promise<void> {
  const { principal, action, requestId, address = null, userAgent = null } = act;
  if (principal.kind !== "user") return;
  const { organizationId, userId } = principal;
  await addRefusedAct({
    ...{ organizationId, userId, action, details, requestId },
    network: digestOf(networkOf(address)),
    address: keptNetwork(address),
    userAgent: keptUserAgent(userAgent),
  });
}

/** Counts a failed sign-in to no account that there is, whatever was typed and wherever. */
export async function countUnknownAccount({ action, requestId }: Act): Promise<void> {
  await addRefusedAct({
    ...{ organizationId: "", userId: "", network: "", action, requestId },
    details: "There is no such account",
    address: null,
    userAgent: null,
  });
}

/** Brings what was counted in minutes that are over into the record: each minute once, or not yet. */
export async function appendRefusedActs(): Promise<void> {
  while (await appendMinute());
}

function appendMinute(): Promise<boolean> {
  return inTransaction(async (db) => {
    const taken = await takeRefusedActs(db);
    const people = new Map<string, RefusedActs[]>();
    for (const act of taken) {
      const person = `${act.organizationId} ${act.userId}`;
      people.set(person, [...(people.get(person) ?? []), act]);
    }
    await addEntries(db, [...people.values()].flatMap(entriesOf));
    return taken.length > 0;
  });
}

/** An entry for each of the first networks of a person, and one for the rest. */
function entriesOf(acts: readonly RefusedActs[]): NewEntry[] {
  const known = acts.filter(({ network }) => network !== "").slice(0, MAX_NETWORKS);
  const rest = acts.filter((act) => !known.includes(act));
  const [first] = rest;
  if (!first) return known.map(entryOf);
  const whole = {
    ...first,
    count: rest.reduce((sum, { count }) => sum + count, 0),
    actions: [...new Set(rest.flatMap(({ actions }) => actions))],
  };
  // Of several networks, so of none.
  const summed = entryOf({ ...whole, address: null, userAgent: null });
  return [...known.map(entryOf), summed];
}

function entryOf({
  organizationId,
  userId,
  minute,
  count,
  actions,
  ...act
}: RefusedActs): NewEntry {
  const { details, requestId, address, userAgent } = act;
  const [action = "", ...others] = actions;
  return {
    organizationId: organizationId || null,
    actorKind: "user",
    actorId: userId || null,
    action: others.length === 0 ? action : "several",
    outcome: "denied",
    ...{ requestId, address, userAgent },
    metadata: {
      details,
      count,
      minute: minute.toISOString(),
      ...(others.length > 0 && { actions }),
    },
  };
}

/** Not the network itself: how much of an address may be kept is the operator's to say. */
function digestOf(network: string): string {
  return createHmac("sha256", env().NEXTAUTH_SECRET)
    .update(`network:${network}`)
    .digest("base64url")
    .slice(0, 22);
}
