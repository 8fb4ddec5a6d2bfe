import type { z } from "zod";
import type { Contract } from "@/lib/contracts/contract";

/** A whole input (path, query and body merged) and the answer to it. */
export type Example = { input: Record<string, unknown>; output: unknown };

type Given<I extends z.ZodType> = z.input<I> & Record<string, unknown>;

type Fitting<I extends z.ZodType, O extends z.ZodType> = {
  input: Given<I>;
  output: z.input<O>;
};

/** An example under the name of its contract; one that does not fit the contract does not compile. */
export function exampleOf<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  example: Fitting<I, O>,
): [name: string, example: Example] {
  return [contract.name, example];
}

const NAMES = ["list", "create", "get", "update", "delete"] as const;

type Contracts = Record<(typeof NAMES)[number], Contract>;

type Answers<C extends Contracts> = { [Name in keyof Contracts]?: z.input<C[Name]["output"]> };

/** Examples of what is listed, created, read, updated and deleted alike. */
export function examplesOf<C extends Contracts>(
  contracts: C,
  {
    one,
    shown,
    listed,
    created,
    changes,
    answers,
  }: {
    /** Its path fields, its own id last. */
    one: z.input<C["get"]["input"]> & Record<string, string>;
    shown: z.input<C["get"]["output"]> & object;
    /** Inputs of list and create, and what of it is changed. */
    listed: Given<C["list"]["input"]>;
    created: Given<C["create"]["input"]>;
    changes: Partial<Given<C["update"]["input"]>>;
    /** Those that do not follow from what is shown. */
    answers?: Answers<C>;
  },
): [name: string, example: Example][] {
  const id = Object.values(one).at(-1);
  const usual = {
    list: listOf(shown),
    create: shown,
    get: shown,
    update: { ...shown, ...changes, ...CHANGED },
    delete: { id, deleted: true },
  };
  const inputs = {
    list: listed,
    create: created,
    get: one,
    update: { ...one, ...changes },
    delete: one,
  };
  return NAMES.map((name) => [
    contracts[name].name,
    { input: inputs[name], output: { ...usual, ...answers }[name] },
  ]);
}

export const MOMENT = "2026-01-15T09:30:00.000Z";
export const LATER = "2026-01-16T14:05:12.480Z";
export const ORGANIZATION_ID = "org_01kadxq9r2e8ts6c5vb0m1whfz";
export const USER_ID = "user_01kadxq9r4fkd8h3ynq2zt6xcp";

/** A list of one row, and the last page of it. */
export function listOf<R>(row: R) {
  return { data: [row], pagination: LAST_PAGE };
}

const LAST_PAGE = { nextCursor: null, hasMore: false, limit: 50 };

/** Of what was created, and of what was changed once. */
export const NEW = { revision: 1, createdAt: MOMENT, updatedAt: MOMENT };
export const CHANGED = { updatedAt: LATER, revision: 2 };
