import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";

/** What of a token is kept. */
export function invitationHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** One for all of them: a guess learns nothing. */
export function noInvitation(): AppError {
  return new AppError("not_found", "This invitation was used, withdrawn or has expired.");
}
