import "server-only";
import { type AppError, conflict } from "@/lib/core/errors";

export function duplicatePrompt(): AppError {
  return conflict("A prompt of this name already exists");
}
