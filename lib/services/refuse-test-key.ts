import "server-only";
import type { Contract } from "@/lib/contracts/contract";
import { AppError } from "@/lib/core/errors";
import type { Principal } from "@/lib/policy/principal";

/** Throws `forbidden` for a test key: it would change what production uses. */
export function refuseTestKey(principal: Principal, { closedToTestKeys }: Contract): void {
  if (principal.kind === "user" || principal.environment === "production") return;
  throw new AppError("forbidden", `Test keys cannot ${closedToTestKeys}`, {
    code: "TEST_KEY_PERMISSION_DENIED",
  });
}
