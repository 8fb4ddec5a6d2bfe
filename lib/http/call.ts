import "server-only";
import { keptAddress, keptUserAgent } from "@/lib/auth/kept-caller";
import { memoize } from "@/lib/core/bounded-cache";
import { newId } from "@/lib/core/ids";
import { maskKeys } from "@/lib/core/key-text";
import type { Outcome } from "@/lib/core/outcome";
import type { AskedRequest, KeySnapshot } from "@/lib/decisions/verdict";
import type { RunStart } from "@/lib/executions/execution-row";
import { pathOf } from "@/lib/http/request-url";
import { type KeyReference, priceOf, type Taken, type Ticket } from "@/lib/journal/journal-entry";
import type { LimitWindow, Principal, SpendCap } from "@/lib/policy/principal";
import { permissionsAsked } from "@/lib/services/caller-rights";
import { isBillable } from "@/lib/usage/billable";
import { recordUsage } from "@/lib/usage/record-usage";

/** Set by the server from the socket, over whatever the caller sent. */
export const CLIENT_ADDRESS_HEADER = "x-runtype-client-address";

const recordedAddress = memoize(keptAddress);
const recordedUserAgent = memoize(keptUserAgent);

/** The decision on a caller's key. */
export type Decided = {
  key: KeyReference | KeySnapshot;
  ticket: Ticket;
  windows: readonly LimitWindow[];
  /** Null where the windows were not asked. */
  place: number | null;
  taken: Taken;
  /** Where it may have refused the call. */
  spend: SpendCap | null;
  outcome?: Outcome;
};

/** What is known of a request to the public API on its way through. */
export type Call = AskedRequest & {
  startedAt: number;
  /** The capability that is called, once it is known. */
  capabilityId: string | null;
  /** What it cost the organization so far, in millionths of its currency. */
  cost: number;
  /** The decision on the caller's key, once there is one. */
  decided?: Decided;
  /** Who calls, once that is known. */
  principal?: Principal;
};

export function openCall(
  request: Request,
  route: string,
  permission: string | null,
  run: Call["run"] = null,
): Call {
  const userAgent = request.headers.get("user-agent");
  const callerAddress = request.headers.get(CLIENT_ADDRESS_HEADER);
  return {
    requestId: newId("request"),
    method: request.method,
    route,
    path: askedPath(request.url, route),
    permission,
    callerAddress,
    address: callerAddress === null ? null : recordedAddress(callerAddress),
    userAgent: userAgent === null ? null : recordedUserAgent(userAgent),
    startedAt: performance.now(),
    run,
    capabilityId: null,
    cost: 0,
  };
}

/** Of the path as it was asked for, as much as is kept. */
const MAX_PATH = 500;

/** A whole key in an address is refused before anything is kept; part of one is left out here. */
function askedPath(url: string, route: string): string | null {
  const path = pathOf(url);
  return path === route ? null : maskKeys(path.slice(0, MAX_PATH));
}

/** The run that is journaled with a decision, so that it is known whatever becomes of this process. */
export function allotRun(of: unknown): Call["run"] {
  return { executionId: newId("execution"), of: typeof of === "string" ? of : null };
}

/** How the run of a decided call begins. */
export function runStartOf({ run, decided }: Call): RunStart | undefined {
  return run && decided ? { id: run.executionId, startedAt: decided.ticket.at } : undefined;
}

/** Settles the decision of a call with what it was answered, and why where the status is not all. */
export function settleCall(call: Call, status: number, reason?: Outcome): void {
  if (!call.decided) return;
  const { key, ticket, place, taken, ...decided } = call.decided;
  const { organizationId, keyId, secretId, customerId, integration } = key;
  const outcome = decided.outcome ?? reason ?? outcomeOf(status);
  const { units, overageUnits, priceParts, failureBilled } = taken;
  const { capabilityId } = call;
  const environment = "environment" in key ? key.environment : null;
  const billable = isBillable({ environment, customerId, capabilityId, outcome, failureBilled });
  recordUsage({
    ...{ organizationId, keyId, secretId, customerId, integration },
    ...ticket,
    requestId: call.requestId,
    method: call.method,
    route: call.route,
    path: call.path,
    permission: call.permission,
    outcome,
    status,
    durationUs: Math.round((performance.now() - call.startedAt) * 1_000),
    address: call.address,
    userAgent: call.userAgent,
    capabilityId,
    place,
    askedPermissions: (call.principal && permissionsAsked(call.principal).join(" ")) || null,
    ...{ units, overageUnits, priceParts, billable },
    price: billable ? priceOf(priceParts) : 0,
    cost: call.cost,
  });
}

const OUTCOMES = new Map<number, Outcome>([
  [403, "forbidden"],
  [404, "not_found"],
  [429, "limited"],
  [502, "step_failed"],
  [504, "timed_out"],
]);

function outcomeOf(status: number): Outcome {
  if (status < 400) return "ok";
  return OUTCOMES.get(status) ?? (status < 500 ? "invalid" : "failed");
}
