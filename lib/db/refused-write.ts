import "server-only";
import type { AppError } from "@/lib/core/errors";
import { Prisma } from "@/lib/db/generated/client";

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
