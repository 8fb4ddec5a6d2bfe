import "server-only";
import type { z } from "zod";
import { type AuditFact, recordAudit, recordDenial } from "@/lib/audit/record-audit";
import { holdPrincipal } from "@/lib/auth/hold-principal";
import type { Contract } from "@/lib/contracts/contract";
import { parseInput } from "@/lib/contracts/parse-input";
import { AppError } from "@/lib/core/errors";
import { inTransaction, prisma, type Transaction } from "@/lib/db/prisma";
import { type Decision, decide } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

/** Who asks; nobody for what is public. */
export type Caller = { principal: Principal | null; requestId: string };

export type Context<I> = {
  principal: Principal;
  input: I;
  /** For a write: the transaction that also takes the audit entry. */
  db: Transaction;
  requestId: string;
};

/** What a write gives back: its output and what the record says of it. */
type Written<O> = { output: O; audit: AuditFact };

type ReadInput = () => unknown;

export type Verb<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  contract: Contract<I, O>;
  /**
   * Authorizes, reads and parses the input, runs, shapes: who may not call learns nothing of the input.
   * Throws AppError; a write that throws leaves nothing behind.
   */
  perform: (caller: Caller, read: ReadInput) => Promise<z.output<O>>;
};

/** A verb that is open to everybody. */
export function definePublic<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (input: z.output<I>) => Promise<z.input<O>>,
): Verb<I, O> {
  return {
    contract,
    perform: async (_caller, read) =>
      contract.output.parse(await run(parseInput(contract.input, await read()))),
  };
}

export function defineRead<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (context: Context<z.output<I>>) => Promise<z.input<O>>,
): Verb<I, O> {
  return {
    contract,
    perform: async (caller, read) => {
      const principal = await authorize(contract, caller);
      const input = parseInput(contract.input, await read());
      const { requestId } = caller;
      return contract.output.parse(await run({ principal, input, db: prisma(), requestId }));
    },
  };
}

export function defineWrite<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (context: Context<z.output<I>>) => Promise<Written<z.input<O>>>,
): Verb<I, O> {
  return {
    contract,
    perform: async (caller, read) => {
      const asked = await authorize(contract, caller);
      const input = parseInput(contract.input, await read());
      const { requestId } = caller;
      return inTransaction(async (db) => {
        const principal = await holdPrincipal(db, asked);
        assertAllowed(judge(contract, principal));
        const { output, audit } = await run({ principal, input, db, requestId });
        await recordAudit(db, { principal, requestId, action: contract.name }, audit);
        return contract.output.parse(output);
      });
    },
  };
}

function judge(contract: Contract, principal: Principal): Decision {
  return contract.need === "anyone" ? { allowed: true } : decide(principal, contract.need);
}

async function authorize(contract: Contract, caller: Caller): Promise<Principal> {
  const { principal, requestId } = caller;
  if (!principal) throw new AppError("unauthorized", "Invalid or missing API key");
  const decision = judge(contract, principal);
  if (!decision.allowed && contract.kind === "write") {
    await recordDenial({ principal, requestId, action: contract.name }, decision.missing);
  }
  assertAllowed(decision);
  return principal;
}

function assertAllowed(decision: Decision): void {
  if (decision.allowed) return;
  if (decision.missing === "person") {
    throw new AppError("forbidden", "This needs a signed-in person");
  }
  const permission = decision.missing;
  throw new AppError("forbidden", `Missing required permission: ${permission}`, { permission });
}
