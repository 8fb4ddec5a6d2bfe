import "server-only";
import { storedConfig } from "@/lib/contracts/surface-settings";

type DefaultLimits = { perMinute: number | null; perDay: number | null };

/** The limits that a surface gives to keys which name none; null is none. */
export function defaultLimits(surfaceConfig: unknown): DefaultLimits {
  const { perMinute = null, perDay = null } = storedConfig(surfaceConfig).rateLimit ?? {};
  return { perMinute, perDay };
}
