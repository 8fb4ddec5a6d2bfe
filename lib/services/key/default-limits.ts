import "server-only";
import { z } from "zod";

const limit = z.int().min(1).nullable().default(null);
const config = z.object({
  rateLimit: z.object({ perMinute: limit, perDay: limit }).optional(),
});

type DefaultLimits = { perMinute: number | null; perDay: number | null };

/** The limits that a surface gives to keys which name none; null is none. */
export function defaultLimits(surfaceConfig: unknown): DefaultLimits {
  return config.safeParse(surfaceConfig).data?.rateLimit ?? { perMinute: null, perDay: null };
}
