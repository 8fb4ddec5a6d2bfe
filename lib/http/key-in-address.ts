import "server-only";
import type { AppError } from "@/lib/core/errors";
import { addressHoldsKey } from "@/lib/core/key-text";
import { keySentInAddress } from "@/lib/core/refusals";

const REFUSAL = keySentInAddress();

/**
 * Why a request is refused before anything else: addresses stand in histories and in the logs of
 * every proxy. Undefined where the address holds no key.
 */
export function keyInAddress({ url }: Request): AppError | undefined {
  return addressHoldsKey(url) ? REFUSAL : undefined;
}
