import "server-only";
import type { z } from "zod";
import type { Origin } from "@/lib/audit/record-audit";
import { countRefusedAct } from "@/lib/audit/refused-acts";
import { presentPrincipal } from "@/lib/auth/hold-principal";
import type { Contract } from "@/lib/contracts/contract";
import { parseInput } from "@/lib/contracts/parse-input";
import { AppError } from "@/lib/core/errors";
import type { Precondition } from "@/lib/core/precondition";
import { invalidKey, missingPermission, needsPerson } from "@/lib/core/refusals";
import type { Transaction } from "@/lib/db/prisma";
import type { RunStart } from "@/lib/executions/execution-row";
import { decide } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

/** Who asks; nobody for what is public. */
export type Caller = Origin & {
  principal: Principal | null;
  /** When that was determined, by `performance.now()`; just now if left out. */
  decidedAt?: number | undefined;
  /** Told who that is by now, where it was determined once more. */
  present?: ((principal: Principal) => void) | undefined;
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

export type ReadInput = () => unknown;

/**
 * Who asks and what, once all of it has arrived: a caller who is slow to send it is asked again, so
 * that a revocation also holds for requests under way.
 */
export async function admit<I extends z.ZodType>(
  contract: Contract<I>,
  caller: Caller,
  read: ReadInput,
) {
  const asked = callerOf(caller);
  assertAllowed(contract, asked);
  const raw = await read();
  const principal = await presentPrincipal({
    principal: asked,
    decidedAt: caller.decidedAt,
    address: caller.address,
  });
  caller.present?.(principal);
  assertAllowed(contract, principal);
  await caller.named?.claim(raw, principal);
  return { principal, raw, input: parseInput(contract.input, raw) };
}

export function callerOf({ principal }: Caller): Principal {
  if (principal) return principal;
  throw invalidKey();
}

/** Throws `forbidden`, naming what is missing. */
export function assertAllowed({ need }: Contract, principal: Principal): void {
  if (need === "anyone") return;
  const decision = decide(principal, need);
  if (decision.allowed) return;
  throw decision.missing === "person" ? needsPerson() : missingPermission(decision.missing);
}

/** Counts that a person was refused what a verb does. */
export async function countingRefusals<T>(
  { name: action }: Contract,
  caller: Caller,
  perform: () => Promise<T>,
): Promise<T> {
  try {
    return await perform();
  } catch (error) {
    if (caller.principal && error instanceof AppError && error.code === "forbidden") {
      await countRefusedAct({ ...caller, principal: caller.principal, action }, error.details);
    }
    throw error;
  }
}
