import "server-only";
import { principalFromCookies, principalFromToken } from "@/lib/auth/current-session";
import { AppError } from "@/lib/core/errors";
import { addressNotAllowed, customerSuspended, invalidKey } from "@/lib/core/refusals";
import { lookupHashes } from "@/lib/credentials/hash-secret";
import { type ParsedCredential, parseCredential } from "@/lib/credentials/parse";
import { assertPeppersKnown, refuseWithoutPeppers } from "@/lib/db/presence";
import { chargeUnits } from "@/lib/decisions/charge-units";
import { decisions, rehashIfStale } from "@/lib/decisions/decisions";
import { limitReached, refusingWindow, secondsUntilReset } from "@/lib/decisions/rate-limit";
import type { CallTarget, Verdict } from "@/lib/decisions/verdict";
import { env } from "@/lib/env";
import type { Call, Decided } from "@/lib/http/call";
import { readCredential, readSurfaceCredential } from "@/lib/http/credential";
import { assertSameOrigin } from "@/lib/http/served-hosts";
import { NOTHING_TAKEN } from "@/lib/journal/journal-entry";
import type { KeyPrincipal, Principal } from "@/lib/policy/principal";

/**
 * Who calls. A key is decided, charged and noted in `call.decided`, whatever comes of it.
 * Throws `unauthorized`, `forbidden`, `rate_limited`, `bad_request` or `unavailable`.
 */
export async function authenticate(request: Request, call: Call): Promise<Principal> {
  const shown = readCredential(request.headers);
  if (shown.kind === "bearer") {
    const credential = parseCredential(shown.token);
    if (credential) return (await admitKey(credential, call)).principal;
    return (await principalFromToken(shown.token)) ?? refuse();
  }
  const principal = shown.kind === "cookie" ? await principalFromCookies(shown.cookies) : null;
  if (!principal) return refuse();
  assertSameOrigin(request);
  return principal;
}

/**
 * Who calls a surface: a key alone, and what it calls when that is an endpoint.
 * Throws as {@link authenticate} does.
 */
export async function admitSurfaceKey({ headers }: Request, call: Call, slug?: string) {
  const token = readSurfaceCredential(headers);
  const credential = token === undefined ? undefined : parseCredential(token);
  return credential ? admitKey(credential, call, slug) : refuse();
}

/** One for all: it says nothing of the request, and anyone who guesses keys costs little. */
const REFUSAL = invalidKey();

function refuse(): never {
  throw REFUSAL;
}

const REFUSALS = { address_not_allowed: addressNotAllowed, suspended: customerSuspended };

/** Who shows a key, and what they call when it is an endpoint. */
type Admitted = { principal: KeyPrincipal; target: CallTarget | null };

/** Decides on a key, for a call of an endpoint by its slug. Throws as {@link authenticate} does. */
async function admitKey(credential: ParsedCredential, call: Call, slug?: string) {
  refuseWithoutPeppers();
  const hashes = lookupHashes(credential, env().RUNTYPE_KEY_PEPPERS);
  const verdict = await decisions().decide(hashes, call, slug);
  if (verdict.state === "unknown") await assertPeppersKnown();
  return admit(verdict, credential, call);
}

function admit(verdict: Verdict, credential: ParsedCredential, call: Call): Admitted {
  if (verdict.state === "unknown") return refuse();
  const { key, ticket } = verdict;
  if (!("windows" in verdict)) {
    call.decided = {
      ...{ key, ticket, windows: [], place: null, taken: NOTHING_TAKEN },
      spend: null,
      outcome: verdict.state,
    };
    return refuse();
  }
  const { windows, place, taken, spend } = verdict;
  call.decided = { key, ticket, windows, place, taken, spend };
  if (verdict.state === "limited") throw limited(verdict);
  if (verdict.state !== "accepted") {
    call.decided.outcome = verdict.state;
    throw REFUSALS[verdict.state]();
  }
  rehashIfStale(verdict.key, credential.plaintext);
  return { principal: principalOf(verdict), target: verdict.target };
}

function principalOf({ key, windows }: Extract<Verdict, { windows: unknown }>): KeyPrincipal {
  const { organizationId, keyId, secretId, environment, name } = key;
  const { allowedIps, expiresAt, customerId } = key;
  const { surface, permissions } = key;
  const identity = { organizationId, keyId, secretId, environment, name };
  return surface
    ? { kind: "surfaceKey", allowedIps, expiresAt, customerId, windows, ...identity, ...surface }
    : { kind: "platformKey", permissions, allowedIps, expiresAt, customerId, windows, ...identity };
}

/**
 * Charges the quota of a key's customer for what a call runs, where only its body named that.
 * Throws `rate_limited`.
 */
export async function chargeCall(
  call: Call,
  { customerId, environment }: KeyPrincipal,
  units: number,
) {
  const { decided, requestId, capabilityId } = call;
  if (!customerId || !decided) return;
  const { ticket } = decided;
  const isBilled = environment === "production";
  const asked = { customerId, units, capabilityId, isBilled, requestId, ...ticket };
  const charged = await chargeUnits(asked);
  if (!charged) return;
  const { quota, taken, spend } = charged;
  decided.taken = taken;
  decided.spend = spend;
  decided.windows = decided.windows.map((each) => (quota?.name === each.name ? quota : each));
  if (!charged.isGranted) throw limited(decided);
}

function limited({ windows, spend, ticket }: Pick<Decided, "windows" | "spend" | "ticket">) {
  const window = refusingWindow(windows, spend);
  if (!window) return new AppError("rate_limited", "Limit of requests reached");
  return new AppError("rate_limited", limitReached(window), {
    retryAfter: secondsUntilReset(window, ticket.at / 1_000),
  });
}
