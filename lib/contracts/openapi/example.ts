import type { z } from "zod";
import type { Contract } from "@/lib/contracts/contract";

/** A whole input (path, query and body merged) and the answer to it. */
export type Example = { input: Record<string, unknown>; output: unknown };

type Fitting<I extends z.ZodType, O extends z.ZodType> = {
  input: z.input<I> & Record<string, unknown>;
  output: z.input<O>;
};

/** An example under the name of its contract; one that does not fit the contract does not compile. */
export function exampleOf<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  example: Fitting<I, O>,
): [name: string, example: Example] {
  return [contract.name, example];
}

export const MOMENT = "2026-01-15T09:30:00.000Z";
export const LATER = "2026-01-16T14:05:12.480Z";
export const ORGANIZATION_ID = "org_01kadxq9r2e8ts6c5vb0m1whfz";
export const USER_ID = "user_01kadxq9r4fkd8h3ynq2zt6xcp";

/** The last page of a list. */
export const LAST_PAGE = { nextCursor: null, hasMore: false, limit: 50 };
