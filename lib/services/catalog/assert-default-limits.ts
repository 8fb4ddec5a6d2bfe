import "server-only";
import type { storedConfig } from "@/lib/contracts/surface-settings";
import { invalidField } from "@/lib/core/errors";
import type { Principal } from "@/lib/policy/principal";
import { maxLimits } from "@/lib/services/key/hold-reach";

type Config = Pick<ReturnType<typeof storedConfig>, "rateLimit"> | undefined;

/** Throws `bad_request` when an API key gives a surface usual limits that it could not give a key. */
export function assertDefaultLimits({ kind }: Principal, config: Config): void {
  if (kind === "user") return;
  const { perMinute, perDay } = config?.rateLimit ?? {};
  const { rateLimitPerMinute, rateLimitPerDay } = maxLimits();
  assertMax("perMinute", perMinute, rateLimitPerMinute, "minute");
  assertMax("perDay", perDay, rateLimitPerDay, "day");
}

function assertMax(name: string, limit: number | null | undefined, max: number, window: string) {
  if ((limit ?? 0) <= max) return;
  throw invalidField(`config.rateLimit.${name}`, `Allow at most ${max} requests per ${window}.`);
}
