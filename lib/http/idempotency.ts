import "server-only";
import canonicalize from "canonicalize";
import type { z } from "zod";
import type { Contract } from "@/lib/contracts/contract";
import { AppError, invalidField } from "@/lib/core/errors";
import { holdsKey, maskKeys } from "@/lib/core/key-text";
import type { Precondition } from "@/lib/core/precondition";
import { keyInUse, keyNotKept, keyReused, runInterrupted, secretGone } from "@/lib/core/refusals";
import { seal, unseal } from "@/lib/credentials/envelope";
import { hashSecret, mintingPepper, peppersByAge } from "@/lib/credentials/hash-secret";
import {
  beginRequest,
  type Claimed,
  claimRequest,
  freeRequest,
  type KeptAnswer,
  type KeptSecret,
  keepAnswer,
  keepSealed,
  type NamedRequest,
} from "@/lib/db/idempotency";
import type { Transaction } from "@/lib/db/prisma";
import { decisions } from "@/lib/decisions/decisions";
import { env } from "@/lib/env";
import { StepError } from "@/lib/flows/step-error";
import { log } from "@/lib/log";
import type { Principal } from "@/lib/policy/principal";
import type { Caller } from "@/lib/services/admit";
import { assertHolds, permissionsHeld } from "@/lib/services/caller-rights";
import type { Verb } from "@/lib/services/verb";

const NAME = /^[\x21-\x7e]{1,255}$/;
/** A name under which a secret is answered again must not be guessed. */
const UNGUESSABLE_NAME = /^[\x21-\x7e]{22,255}$/;

/** Bytes of an answer that is kept. */
const MAX_KEPT = 1_000_000;

/** The Idempotency-Key of a request, if it has one. Throws `bad_request` for one of another form. */
export function readIdempotencyKey(headers: Headers): string | undefined {
  const name = headers.get("idempotency-key") ?? undefined;
  if (name !== undefined) assertName(name, false);
  return name;
}

function assertName(name: string, answersSecret: boolean): void {
  if (holdsKey(name)) throw invalidField("Idempotency-Key", "Do not use an API key.");
  if ((answersSecret ? UNGUESSABLE_NAME : NAME).test(name)) return;
  const least = answersSecret ? 22 : 1;
  throw invalidField("Idempotency-Key", `Use ${least} to 255 visible characters.`);
}

/**
 * Two requests are the same when they ask the same of the same place, however it is written. Keyed,
 * because what is asked may be a short secret, and by the oldest pepper, which changes last.
 */
export function requestHash(place: string, input: unknown, asked: Precondition = {}): Buffer {
  const { secret = "" } = peppersByAge(env().RUNTYPE_KEY_PEPPERS).at(-1) ?? {};
  const conditions = Object.values(asked).some(Boolean) ? canonicalize(asked) : "";
  return Buffer.from(hashSecret(`request ${place}\n${canonicalize(input)}${conditions}`, secret));
}

/** Thrown instead of a second run: what the first request was answered with. */
export class Replay extends Error {
  constructor(readonly answer: KeptAnswer) {
    super("This request was answered before.");
  }
}

/**
 * A request of the platform that its caller named. What it writes and its answer are kept in one
 * transaction, so that a repeat makes nothing, also after a crash. An answer with a secret is kept
 * sealed under a key that needs the name, for the same principal alone.
 */
class NamedCall {
  #claimed: Claimed | undefined;
  readonly #answersSecret: boolean;

  /** Throws `bad_request` for a name of another form. */
  constructor(
    private readonly contract: Contract,
    private readonly principal: Principal,
    private readonly name: string,
    private readonly precondition: Precondition | undefined,
  ) {
    this.#answersSecret = contract.secretOf !== undefined;
    assertName(name, this.#answersSecret);
  }

  /**
   * Throws {@link Replay} when it was answered before, `conflict` when it cannot be told, and
   * `forbidden` for who would not get that answer any more.
   */
  async claim(input: unknown, principal: Principal): Promise<void> {
    const request = this.#request(input);
    const claim = await claimRequest(request, decisions().instance);
    switch (claim.state) {
      case "mine":
        this.#claimed = { request, ticket: claim.ticket };
        return;
      case "answered":
        for (const permission of claim.permissions) assertHolds(principal, permission);
        throw new Replay({ ...claim, body: this.#bodyOf(claim, claim.secret) });
      case "other":
        throw keyReused();
      case "interrupted":
        throw runInterrupted(claim.executionId);
      case "running":
        throw keyInUse({ retryAfter: 1 });
      case "full":
        throw full();
    }
  }

  /** Before the first effect of a run, which then is never repeated. */
  async begin(executionId: string): Promise<void> {
    if (this.#claimed) await beginOnce(this.#claimed, executionId);
  }

  /** Keeps the answer with what a write changes; of what writes nothing itself, once it is done. */
  async keep(output: unknown, principal: Principal, db?: Transaction): Promise<void> {
    const claimed = this.#claimed;
    if (!claimed) return;
    const status = this.contract.http?.status ?? 200;
    const permissions = permissionsHeld(principal);
    const body = JSON.stringify(output);
    const keyId = this.contract.secretOf?.(output);
    const kept =
      keyId === undefined
        ? keepAnswer(claimed, { status, permissions, body: keepable(body), executionId: null }, db)
        : keepSealed(claimed, { status, permissions, keyId, sealed: this.#sealed(body) }, db);
    if (!(await kept)) throw keyInUse();
  }

  /** Lets a request that failed be made again, unless it has an answer or may have had effects. */
  async free(): Promise<void> {
    if (this.#claimed) await freeRequest(this.#claimed).catch(notSettled);
  }

  #request(input: unknown): NamedRequest {
    const { organizationId } = this.principal;
    return {
      organizationId,
      principalId: principalId(this.principal),
      names: this.#answersSecret ? hashedNames(this.name) : [this.name],
      hash: requestHash(this.contract.name, input, this.precondition),
    };
  }

  #terms() {
    const context = `${this.principal.organizationId} ${principalId(this.principal)} ${this.contract.name}`;
    return { purpose: "idempotent-answer", context, callerSecret: this.name } as const;
  }

  #sealed(body: string) {
    return seal(body, this.#terms(), env().RUNTYPE_KEY_PEPPERS);
  }

  #bodyOf({ body }: KeptAnswer, secret: KeptSecret | null): string {
    if (secret?.sealed) return unseal(secret.sealed, this.#terms(), env().RUNTYPE_KEY_PEPPERS);
    if (secret) throw secretGone(secret.keyId);
    if (body === null) throw keyNotKept();
    return body;
  }
}

/**
 * Performs a verb; with a name, at most once. Throws {@link Replay} when a request of that name was
 * answered before, and what the verb throws.
 */
export async function performOnce<I extends z.ZodType, O extends z.ZodType>(
  verb: Verb<I, O>,
  caller: Caller,
  name: string | null,
  read: () => unknown,
): Promise<z.output<O>> {
  if (name === null || !caller.principal) return verb.perform(caller, read);
  const named = new NamedCall(verb.contract, caller.principal, name, caller.precondition);
  try {
    return await verb.perform({ named, ...caller }, read);
  } catch (error) {
    await named.free();
    throw error;
  }
}

function principalId(principal: Principal): string {
  return principal.kind === "user" ? principal.userId : principal.keyId;
}

/** What is kept of a name that opens a secret: the form that every process can find comes first. */
function hashedNames(name: string): [string, ...string[]] {
  const peppers = env().RUNTYPE_KEY_PEPPERS;
  const hashed = ({ secret }: { secret: string }) =>
    Buffer.from(hashSecret(`idempotency-key ${name}`, secret)).toString("hex");
  return [hashed(mintingPepper(peppers)), ...peppersByAge(peppers).map(hashed)];
}

/** An answer as it may be kept: without API keys that went through a flow; null when too large. */
export function keepable(body: string): string | null {
  return Buffer.byteLength(body) > MAX_KEPT ? null : maskKeys(body);
}

export function full(): AppError {
  const details = "Too many Idempotency-Keys were used within 24 hours";
  return new AppError("rate_limited", details, { retryAfter: 3_600 });
}

/** Notes that a run begins to have effects. Throws {@link StepError} when it is another's by now. */
export async function beginOnce(claimed: Claimed, executionId: string): Promise<void> {
  if (await beginRequest(claimed, executionId)) return;
  throw new StepError("Another process has taken over this request. Try again.", "busy");
}

export function notSettled(error: unknown): void {
  log().error({ error }, "idempotency key not settled");
}
