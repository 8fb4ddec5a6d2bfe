import "server-only";
import { conflict } from "@/lib/core/errors";

export function slugInUse() {
  return conflict("Another product has this slug");
}
