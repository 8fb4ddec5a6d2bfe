import "server-only";
import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";
import { networkOf } from "@/lib/core/ip-range";
import { maskKeys } from "@/lib/core/key-text";
import { env } from "@/lib/env";

/** A caller's address as the operator allows it to be kept: truncated (default), hashed or full. */
export function keptAddress(address: string | null): string | null {
  if (address === null || !ipaddr.isValid(address)) return null;
  const caller = ipaddr.process(address);
  switch (env().RUNTYPE_CALLER_ADDRESS) {
    case "full":
      return caller.toString();
    case "hashed":
      return createHmac("sha256", env().NEXTAUTH_SECRET)
        .update(caller.toString())
        .digest("hex")
        .slice(0, 16);
    case "truncated":
      return networkOf(address, 24, 48);
  }
}

/** A caller's network as the operator allows addresses to be kept. */
export function keptNetwork(address: string | null): string | null {
  const network = networkOf(address);
  if (env().RUNTYPE_CALLER_ADDRESS === "full") return network === "unknown" ? null : network;
  return keptAddress(network.split("/")[0] ?? null);
}

const MAX_USER_AGENT = 255;

/** A caller's user agent as it may be kept: some callers put their key where it does not belong. */
export function keptUserAgent(text: string | null): string | null {
  return text === null ? null : maskKeys(text.slice(0, MAX_USER_AGENT)).toWellFormed();
}
