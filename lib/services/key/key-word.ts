import "server-only";
import type { KeyPlace } from "@/lib/db/key-states";

/** What a key of a place is called. */
export function keyWord({ kind }: KeyPlace): string {
  return kind === "platform" ? "API key" : "Surface key";
}
