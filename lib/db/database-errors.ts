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

/** Node's socket errors and PostgreSQL's classes 08 (connection), 53 (resources), 57 (shutdown). */
const OUTAGE =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|57P\d\d|P1001|P1002|P1008|P1017|P2024|P2028)$/;
const OUTAGE_MESSAGE =
  /connection terminated|connection timeout|timeout exceeded|query read timeout|server closed the connection|client has encountered a connection error|can't reach database/i;

/** Whether an error says that the database could not be asked, as opposed to that it said no. */
export function isOutage(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = "code" in cause ? cause.code : undefined;
    if (typeof code === "string" && OUTAGE.test(code)) return true;
    if (OUTAGE_MESSAGE.test(cause.message)) return true;
  }
  return false;
}
