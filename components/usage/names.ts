import type { UsageCapability, UsageKey } from "@/lib/contracts/usage-overview";

/** What a person knows a key by. */
export function keyName({ facts, id }: Pick<UsageKey, "facts" | "id">): string {
  if (facts === null) return `Deleted key (${id.slice(-6)})`;
  return facts.name || facts.maskedKey;
}

/** The page of a key; null when it is gone. */
export function keyHref({ facts, id }: Pick<UsageKey, "facts" | "id">): string | null {
  if (!facts?.hasPage) return null;
  if (facts.kind === "platform") return `/settings/api/${id}`;
  return `/products/${facts.productId}/surfaces/${facts.surfaceId}/keys/${id}`;
}

/** What a person knows a capability by. */
export function capabilityName({ id, name }: Pick<UsageCapability, "id" | "name">): string {
  if (id === null) return "No capability";
  return name ?? `Deleted capability (${id.slice(-6)})`;
}
