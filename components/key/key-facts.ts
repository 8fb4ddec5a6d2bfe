import type { z } from "zod";
import type { keyActivity } from "@/lib/contracts/key/screen";
import type { keyFields } from "@/lib/contracts/key/view";

type OutputOf<Shape extends Record<string, z.ZodType>> = {
  [Name in keyof Shape]: z.output<Shape[Name]>;
};

/** What keys of every kind have, as the screens of all of them show it. */
export type KeyFacts = OutputOf<typeof keyFields> & { name: string | null };

export type KeyActivity = OutputOf<typeof keyActivity>;

export type KeyOverviewOf<Key extends KeyFacts> = KeyActivity & { key: Key };

export function keyName({ name }: { name: string | null }): string {
  return name ?? "Unnamed key";
}

export function lastFourOf({ maskedKey }: { maskedKey: string }): string {
  return maskedKey.slice(-4);
}
