import "server-only";
import type { z } from "zod";
import {
  type AuditFact,
  type Origin,
  recordAudit,
  type SignedFact,
} from "@/lib/audit/record-audit";
import { holdPrincipal } from "@/lib/auth/hold-principal";
import type { Contract } from "@/lib/contracts/contract";
import { assertKeyless, parseInput } from "@/lib/contracts/parse-input";
import { newId } from "@/lib/core/ids";
import type { JsonText } from "@/lib/core/json-text";
import type { Precondition } from "@/lib/core/precondition";
import type { TextDocument } from "@/lib/core/text-document";
import { inTransaction, prisma, type Transaction } from "@/lib/db/prisma";
import type { RunBeginning } from "@/lib/executions/execution-row";
import { log } from "@/lib/log";
import type { Principal } from "@/lib/policy/principal";
import {
  admit,
  assertAllowed,
  type Caller,
  callerOf,
  countingRefusals,
  type ReadInput,
} from "@/lib/services/admit";

declare global {
  /** Set by tests: throws when an output has members that its schema does not know. */
  var runtypeOutputCheck: ((name: string, output: unknown, shaped: unknown) => void) | undefined;
}

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
type Written<O, F = AuditFact> = {
  output: O;
  /** Nothing for a change that asked for what was there already. */
  audit: F | readonly F[] | typeof NOTHING_CHANGED;
  /** What follows once it is committed, and is done later should it fail. */
  afterwards?: (() => Promise<void>) | undefined;
};

export const NOTHING_CHANGED = "nothing changed";

/** The change of someone who has not signed in, the server or its operator: its facts say who. */
export type Change<O> = (db: Transaction) => Promise<Written<O, SignedFact>>;

/** A write changes what is kept and is audited; an act runs something and is recorded as a run. */
type Kind = "read" | "write" | "act";

export type Verb<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  kind: Kind;
  contract: Contract<I, O>;
  /**
   * Authorizes, reads and parses the input, runs, shapes: who may not call learns nothing of the input.
   * Throws AppError; a write that throws leaves nothing behind.
   */
  perform: (caller: Caller, read: ReadInput) => Promise<z.output<O>>;
};

/** A read that is open to everyone. */
export function defineOpenRead<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (input: z.output<I>) => Promise<z.input<O>>,
): Verb<I, O> {
  return {
    kind: "read",
    contract,
    perform: async (_, read) =>
      shaped(contract, await run(parseInput(contract.input, await read()))),
  };
}

/** A read of a document that is made elsewhere, and decides itself who may have it. */
export function defineDocument<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  make: (asked: { principal: Principal | null; input: z.output<I> }) => Promise<TextDocument>,
) {
  return {
    kind: "read" as const,
    contract,
    perform: async ({ principal }: Caller, read: ReadInput) =>
      make({ principal, input: parseInput(contract.input, await read()) }),
  };
}

/** A read whose answer is JSON already, as its schema says. */
export function defineTextRead<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (context: { principal: Principal; input: z.output<I> }) => Promise<JsonText>,
) {
  return {
    kind: "read" as const,
    contract,
    perform: async (caller: Caller, read: ReadInput) => run(await admit(contract, caller, read)),
  };
}

export function defineRead<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (context: Context<z.output<I>>) => Promise<z.input<O>>,
): Verb<I, O> {
  return { kind: "read", contract, perform: performing(contract, run) };
}

/** A verb that runs something: it is recorded as a run, and a refusal is counted. */
export function defineAct<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (context: Context<z.output<I>>) => Promise<z.input<O>>,
): Verb<I, O> {
  return counted("act", contract, performing(contract, run));
}

/** `show` reads all that GET shows of what was changed, where the answer shows less. */
export function defineWrite<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (context: Context<z.output<I>>) => Promise<Written<z.input<O>>>,
  show?: (context: Context<z.output<I>>) => Promise<unknown>,
): Verb<I, O> {
  return counted("write", contract, async (caller, read) => {
    const { input, raw } = await admit(contract, caller, read);
    assertKeyless(raw, contract.secretFields);
    return commit(contract.name, caller, async (db) => {
      const principal = await holdPrincipal(db, { ...caller, principal: callerOf(caller) });
      caller.present?.(principal);
      assertAllowed(contract, principal);
      const context = { ...caller, principal, input, db };
      const written = await run(context);
      const audit = factsOf(written.audit).map((fact) => ({ by: principal, ...fact }));
      const output = shaped(contract, written.output);
      const settle = async () => {
        await caller.confirm?.(async () => (show ? show(context) : output));
        await caller.named?.keep(output, principal, db);
      };
      return { ...written, output, audit, settle };
    });
  });
}

/** A verb whose refusals are counted. */
function counted<I extends z.ZodType, O extends z.ZodType>(
  kind: Kind,
  contract: Contract<I, O>,
  perform: Verb<I, O>["perform"],
): Verb<I, O> {
  return {
    kind,
    contract,
    perform: (caller, read) => countingRefusals(contract, caller, () => perform(caller, read)),
  };
}

/** A write that is open to everyone: `begin` does what takes a while, before the transaction. */
export function defineOpenWrite<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  begin: (input: z.output<I>, origin: Origin) => Promise<Change<z.input<O>>>,
): Verb<I, O> {
  return {
    kind: "write",
    contract,
    perform: async ({ principal: _, ...origin }, read) => {
      const raw = await read();
      const input = parseInput(contract.input, raw);
      assertKeyless(raw, contract.secretFields);
      return shaped(contract, await commit(contract.name, origin, await begin(input, origin)));
    },
  };
}

/** A write that no door leads to: the server does it by itself, or its operator at a shell. */
export function defineCommand<I, O>(
  name: string,
  begin: (input: I) => Promise<Change<O>>,
): (input: I) => Promise<O> {
  return async (input) => commit(name, { requestId: newId("request") }, await begin(input));
}

type Settled<O> = Written<O, SignedFact> & { settle?: () => Promise<void> };

/** Makes a change and its record in one transaction, then what follows: the one way to the audit log. */
async function commit<O>(
  action: string,
  origin: Origin,
  change: (db: Transaction) => Promise<Settled<O>>,
): Promise<O> {
  const { output, afterwards } = await inTransaction(async (db) => {
    const { settle, ...written } = await change(db);
    await recordAudit(db, { ...origin, action }, factsOf(written.audit));
    await settle?.();
    return written;
  });
  await afterwards?.().catch((error: unknown) => log().warn({ error }, "left for later"));
  return output;
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
    const output = shaped(contract, await run(context));
    await named?.keep(output, principal);
    return output;
  };
}

/** An output as its schema says, without what that does not know. */
function shaped<O extends z.ZodType>(
  { name, output: schema }: Contract<z.ZodType, O>,
  output: z.input<O>,
): z.output<O> {
  const parsed = schema.parse(output);
  globalThis.runtypeOutputCheck?.(name, output, parsed);
  return parsed;
}

function factsOf<F extends AuditFact>(audit: Written<unknown, F>["audit"]): readonly F[] {
  if (audit === NOTHING_CHANGED) return [];
  return "id" in audit ? [audit] : audit;
}
