import "server-only";
import { type AppError, badRequest } from "@/lib/core/errors";
import { addressHoldsKey } from "@/lib/core/key-text";

const REFUSAL = badRequest("An API key must not be sent in the address. Revoke it.");

/**
 * Why a request is refused before anything else: addresses stand in histories and in the logs of
 * every proxy. Undefined where the address holds no key.
 */
export function keyInAddress({ url }: Request): AppError | undefined {
  return addressHoldsKey(url) ? REFUSAL : undefined;
}
