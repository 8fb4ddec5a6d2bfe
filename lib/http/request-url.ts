import "server-only";
import type { AppError } from "@/lib/core/errors";
import { addressHoldsKey } from "@/lib/core/key-text";
import { keySentInAddress } from "@/lib/core/refusals";

/** The path in the address of a request, which is absolute and normal: to parse it again is expensive. */
export function pathOf(url: string): string {
  const rest = url.slice(url.indexOf("/", url.indexOf("://") + 3));
  const end = rest.search(/[?#]/);
  return end === -1 ? rest : rest.slice(0, end);
}

const REFUSAL = keySentInAddress();

/**
 * Why a request is refused before anything else: addresses stand in histories and in the logs of
 * every proxy. Undefined where the address holds no key.
 */
export function keyInAddress({ url }: Request): AppError | undefined {
  return addressHoldsKey(url) ? REFUSAL : undefined;
}
