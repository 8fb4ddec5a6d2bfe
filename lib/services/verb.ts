import "server-only";
import type { z } from "zod";
import { type AuditFact, type Origin, recordAudit } from "@/lib/audit/record-audit";
import { countRefusedAct } from "@/lib/audit/refused-acts";
import { holdPrincipal, presentPrincipal } from "@/lib/auth/hold-principal";
import type { Contract } from "@/lib/contracts/contract";
import { assertKeyless, parseInput } from "@/lib/contracts/parse-input";
import { AppError } from "@/lib/core/errors";
import type { Precondition } from "@/lib/core/precondition";
import { invalidKey, missingPermission, needsPerson } from "@/lib/core/refusals";
import type { TextDocument } from "@/lib/core/text-document";
import { inTransaction, prisma, type Transaction } from "@/lib/db/prisma";
import type { RunBeginning, RunStart } from "@/lib/executions/ended-run";
import { log } from "@/lib/log";
import { decide } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

/** Who asks; nobody for what is public. */
export type Caller = Origin & {
  principal: Principal | null;
  /** When that was found out, by `performance.now()`; at once when silent. */
  decidedAt?: number | undefined;
  /** Set when the request may come again. */
  named?: OnceOnly | undefined;
  /** Of a key's request that may run a flow: how that run begins. */
  run?: RunStart | undefined;
  /** What must hold of the revision of what is changed. */
  precondition?: Precondition | undefined;
  /** Asked before a change is committed, with what there is then; takes it back by throwing. */
  confirm?: ((shown: () => Promise<unknown>) => Promise<void>) | undefined;
};

/**
 * A request that is done once: takes it for who sent it, and keeps its answer with what it changes
 * and what its caller had to hold.
 */
type OnceOnly = {
  claim: (input: unknown, principal: Principal) => Promise<void>;
  begin: (executionId: string) => Promise<void>;
  keep: (output: unknown, principal: Principal, db?: Transaction) => Promise<void>;
};

export type Context<I> = Origin & {
  principal: Principal;
  input: I;
  /** For a write: the transaction that also takes the audit entry. */
  db: Transaction;
  requestId: string;
  beginning?: RunBeginning | undefined;
  precondition?: Precondition | undefined;
};

/** What a write gives back: its output and what the record says of it. */
type Written<O> = {
  output: O;
  /** Nothing for a change that asked for what was there already. */
  audit: AuditFact | readonly AuditFact[] | typeof NOTHING_CHANGED;
  /** What follows once it is committed, and is done later should it fail. */
  afterwards?: (() => Promise<void>) | undefined;
};

export const NOTHING_CHANGED = "nothing changed";

type ReadInput = () => unknown;

export type Verb<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  contract: Contract<I, O>;
  /** Whether it may run a flow. */
  runs?: boolean;
  /**
   * Authorizes, reads and parses the input, runs, shapes: who may not call learns nothing of the input.
   * Throws AppError; a write that throws leaves nothing behind.
   */
  perform: (caller: Caller, read: ReadInput) => Promise<z.output<O>>;
};

/** A verb that is open to everyone. */
export function definePublic<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (input: z.output<I>, origin: Origin) => Promise<z.input<O>>,
): Verb<I, O> {
  return {
    contract,
    perform: async ({ principal: _, ...origin }, read) =>
      contract.output.parse(await run(parsedInput(contract, await read()), origin)),
  };
}

/** A read of a document that is made elsewhere, and decides itself who may have it. */
export function defineDocument<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O, "read">,
  make: (asked: { principal: Principal | null; input: z.output<I> }) => Promise<TextDocument>,
) {
  return {
    contract,
    perform: async ({ principal }: Caller, read: ReadInput) =>
      make({ principal, input: parsedInput(contract, await read()) }),
  };
}

export function defineRead<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O, "read">,
  run: (context: Context<z.output<I>>) => Promise<z.input<O>>,
): Verb<I, O> {
  return { contract, perform: performing(contract, run) };
}

/** A verb that runs something: it is recorded as a run, and a refusal is counted. */
export function defineAct<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O, "act">,
  run: (context: Context<z.output<I>>) => Promise<z.input<O>>,
): Verb<I, O> {
  const perform = performing(contract, run);
  return {
    contract,
    runs: true,
    perform: async (caller, read) => {
      try {
        return await perform(caller, read);
      } catch (error) {
        if (isForbidden(error)) {
          const act = { ...caller, principal: callerOf(caller), action: contract.name };
          await countRefusedAct(act, error.details);
        }
        throw error;
      }
    },
  };
}

/** `show` reads all that GET shows of what was changed, where the answer shows less. */
export function defineWrite<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O, "write">,
  run: (context: Context<z.output<I>>) => Promise<Written<z.input<O>>>,
  show?: (context: Context<z.output<I>>) => Promise<unknown>,
): Verb<I, O> {
  return {
    contract,
    perform: async (caller, read) => {
      const asked = callerOf(caller);
      const { requestId } = caller;
      const act = { ...caller, principal: asked, action: contract.name };
      try {
        const { input } = await admit(contract, caller, read);
        const { output, afterwards } = await inTransaction(async (db) => {
          const principal = await holdPrincipal(db, { ...caller, principal: asked });
          assertAllowed(contract, principal);
          const context = { ...caller, principal, input, db, requestId };
          const written = await run(context);
          await recordAudit(db, act, ...factsOf(written.audit));
          const output = contract.output.parse(written.output);
          await caller.confirm?.(async () => (show ? show(context) : output));
          await caller.named?.keep(output, principal, db);
          return { ...written, output };
        });
        await afterwards?.().catch((error: unknown) => log().warn({ error }, "left for later"));
        return output;
      } catch (error) {
        if (isForbidden(error)) await countRefusedAct(act, error.details);
        throw error;
      }
    },
  };
}

/** How a verb is performed that writes nothing itself. */
function performing<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (context: Context<z.output<I>>) => Promise<z.input<O>>,
): Verb<I, O>["perform"] {
  return async (caller, read) => {
    const { principal, input } = await admit(contract, caller, read);
    const { requestId, run: start, named } = caller;
    const begin = named && ((executionId: string) => named.begin(executionId));
    const context = { principal, input, db: prisma(), requestId, beginning: { start, begin } };
    const output = contract.output.parse(await run(context));
    await named?.keep(output, principal);
    return output;
  };
}

/**
 * Who asks and what, once all of it has arrived: a caller who is slow to send it is asked again, so
 * that a revocation also holds for requests under way.
 */
async function admit<I extends z.ZodType>(contract: Contract<I>, caller: Caller, read: ReadInput) {
  const asked = callerOf(caller);
  assertAllowed(contract, asked);
  const raw = await read();
  const principal = await presentPrincipal({ ...caller, principal: asked });
  assertAllowed(contract, principal);
  await caller.named?.claim(raw, principal);
  return { principal, input: parsedInput(contract, raw) };
}

/** The input as its contract says. What a write keeps, and its record repeats, holds no API key. */
function parsedInput<I extends z.ZodType>(
  { kind, input, secretFields }: Contract<I>,
  raw: unknown,
): z.output<I> {
  const parsed = parseInput(input, raw);
  if (kind === "write") assertKeyless(raw, secretFields);
  return parsed;
}

function factsOf(audit: Written<unknown>["audit"]): readonly AuditFact[] {
  if (audit === NOTHING_CHANGED) return [];
  return "target" in audit ? [audit] : audit;
}

function callerOf({ principal }: Caller): Principal {
  if (principal) return principal;
  throw invalidKey();
}

function isForbidden(error: unknown): error is AppError {
  return error instanceof AppError && error.code === "forbidden";
}

/** Throws `forbidden`, naming what is missing. */
function assertAllowed({ need }: Contract, principal: Principal): void {
  if (need === "anyone") return;
  const decision = decide(principal, need);
  if (decision.allowed) return;
  throw decision.missing === "person" ? needsPerson() : missingPermission(decision.missing);
}
