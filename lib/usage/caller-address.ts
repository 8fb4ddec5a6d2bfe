import "server-only";
import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";
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
      return truncated(caller);
  }
}

/** The /24 of an IPv4 address, the /64 of an IPv6 address: what one caller has to themselves. */
export function networkOf(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return "unknown";
  const caller = ipaddr.process(address);
  return caller instanceof ipaddr.IPv4
    ? `${ipaddr.IPv4.networkAddressFromCIDR(`${caller.toString()}/24`).toString()}/24`
    : `${ipaddr.IPv6.networkAddressFromCIDR(`${caller.toString()}/64`).toString()}/64`;
}

/** A caller's network as the operator allows addresses to be kept. */
export function keptNetwork(address: string | null): string | null {
  const network = networkOf(address);
  if (env().RUNTYPE_CALLER_ADDRESS === "full") return network === "unknown" ? null : network;
  return keptAddress(network.split("/")[0] ?? null);
}

/** The /24 of an IPv4 address, the /48 of an IPv6 address. */
function truncated(caller: ipaddr.IPv4 | ipaddr.IPv6): string {
  if (caller instanceof ipaddr.IPv4) {
    return `${ipaddr.IPv4.networkAddressFromCIDR(`${caller.toString()}/24`).toString()}/24`;
  }
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${caller.toString()}/48`).toString()}/48`;
}
