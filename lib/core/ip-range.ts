import ipaddr from "ipaddr.js";

/** Why a text is not an address or CIDR range in canonical form; undefined when it is. */
export function ipRangeProblem(text: string): string | undefined {
  // An address of one link, with its zone, names nobody who calls from elsewhere.
  if (text.includes("%") || (!ipaddr.isValid(text) && !ipaddr.isValidCIDR(text))) {
    return "Not an IPv4 or IPv6 address or CIDR range.";
  }
  const address = ipaddr.parse(text.split("/")[0] ?? text);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) {
    return `Write it as IPv4: ${address.toIPv4Address().toString()}.`;
  }
  const canonical = canonicalRange(text);
  return canonical === text ? undefined : `Write it as ${canonical}.`;
}

function canonicalRange(text: string): string {
  if (!text.includes("/")) return ipaddr.parse(text).toString();
  const [address, bits] = ipaddr.parseCIDR(text);
  const network =
    address instanceof ipaddr.IPv4
      ? ipaddr.IPv4.networkAddressFromCIDR(text)
      : ipaddr.IPv6.networkAddressFromCIDR(text);
  return `${network.toString()}/${bits}`;
}

/** Whether an address lies in one of the ranges; IPv4 in IPv6 form counts as IPv4. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const caller = ipaddr.process(address);
  return ranges.some((range) => {
    if (!range.includes("/")) return ipaddr.parse(range).toString() === caller.toString();
    const [network, bits] = ipaddr.parseCIDR(range);
    return network.kind() === caller.kind() && caller.match(network, bits);
  });
}
