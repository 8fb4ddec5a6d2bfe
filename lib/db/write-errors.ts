import "server-only";
import pg from "pg";
import { z } from "zod";
import { type AppError, unavailable } from "@/lib/core/errors";
import { Prisma } from "@/lib/db/generated/client";

/** serialization_failure and deadlock_detected: the database chose this transaction to give way. */
const CONFLICT_CODES = new Set(["40001", "40P01"]);

const known = z.union([
  z.object({ code: z.literal("P2034") }),
  z.object({
    meta: z.object({
      driverAdapterError: z.object({
        cause: z.object({ kind: z.literal("TransactionWriteConflict") }),
      }),
    }),
  }),
]);

/** What a change is answered with that others keep making give way. */
export function writeConflict(): AppError {
  return unavailable("Another request is changing the same data. Try again.");
}

/** Whether a transaction failed only because another one came first: it may be run again. */
export function isWriteConflict(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return CONFLICT_CODES.has(error.code ?? "");
  return known.safeParse(error).success;
}

/** What a write answers when its row is not there, or would exist twice. */
type Refusals = { missing?: AppError; duplicate?: AppError };

/** The result of a write; a refusal by the database becomes the error given for it. */
export async function orRefuse<T>(write: Promise<T>, refusals: Refusals): Promise<T> {
  try {
    return await write;
  } catch (error) {
    throw refusal(error, refusals) ?? error;
  }
}

function refusal(error: unknown, { missing, duplicate }: Refusals): AppError | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  if (error.code === "P2025") return missing;
  return error.code === "P2002" ? duplicate : undefined;
}
