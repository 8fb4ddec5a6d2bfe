import "server-only";
import { type AppError, conflict } from "@/lib/core/errors";

export function duplicateRecord(): AppError {
  return conflict("A record of this type and name already exists");
}
