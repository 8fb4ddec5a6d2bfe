import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { hashSecret, peppersByAge } from "@/lib/credentials/hash-secret";
import type { Decider } from "@/lib/decisions/decider";
import type { AskedRequest, Verdict } from "@/lib/decisions/verdict";
import { env } from "@/lib/env";
import { NOTHING_TAKEN, priceOf } from "@/lib/journal/journal-entry";
import { isBillable } from "@/lib/usage/billable";
import { recordUsage } from "@/lib/usage/record-usage";

export function hashesOf(plaintext: string): string[] {
  return peppersByAge(env().RUNTYPE_KEY_PEPPERS).map(({ secret }) =>
    Buffer.from(hashSecret(plaintext, secret)).toString("hex"),
  );
}

export function someRequest(facts: Partial<AskedRequest> = {}): AskedRequest {
  return {
    requestId: newId("request"),
    method: "GET",
    route: "/v1/me",
    path: null,
    permission: null,
    address: "192.0.2.0/24",
    callerAddress: "192.0.2.7",
    userAgent: "test/1.0",
    run: null,
    ...facts,
  };
}

/** One request with a key; recorded as the door would, unless left open. */
export async function call(
  store: Decider,
  plaintext: string,
  facts: Partial<AskedRequest> & { open?: boolean; status?: number } = {},
): Promise<Verdict & { request: AskedRequest }> {
  const { open = false, status = 200, ...rest } = facts;
  const request = someRequest(rest);
  const verdict = await store.decide(hashesOf(plaintext), request);
  if (!open) settle(verdict, request, status);
  return { ...verdict, request };
}

/** Records the end of a decided request. */
export function settle(verdict: Verdict, request: AskedRequest, status = 200): void {
  if (verdict.state === "unknown") return;
  const { organizationId, keyId, secretId, customerId, integration } = verdict.key;
  const accepted: Outcome = status < 400 ? "ok" : "failed";
  const outcome = verdict.state === "accepted" ? accepted : verdict.state;
  const environment = "environment" in verdict.key ? verdict.key.environment : null;
  const capabilityId = ("target" in verdict && verdict.target?.capability?.capabilityId) || null;
  const taken = "taken" in verdict ? verdict.taken : NOTHING_TAKEN;
  const { failureBilled } = taken;
  const billable = isBillable({ environment, customerId, capabilityId, outcome, failureBilled });
  recordUsage({
    ...verdict.ticket,
    ...{ organizationId, keyId, secretId, customerId, integration },
    ...request,
    outcome,
    status,
    durationUs: 1_500,
    capabilityId,
    place: "place" in verdict ? verdict.place : null,
    askedPermissions: null,
    ...taken,
    price: billable ? priceOf(taken.priceParts) : 0,
    cost: 0,
    billable,
  });
}

/** How many of the verdicts have each state. */
export function states(verdicts: readonly Verdict[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of verdicts) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
