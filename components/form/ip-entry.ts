import ipaddr from "ipaddr.js";
import { ipRangeProblem } from "@/lib/core/ip-range";

function isAddress(text: string) {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

/** What is wrong with an address or CIDR range as it is kept; null when nothing is. */
export function ipEntryError(text: string): string | null {
  const [address = "", bits, ...rest] = text.split("/");
  if (rest.length > 0 || !isAddress(address)) return `${text} is not an IP address.`;
  const most = ipaddr.parse(address).kind() === "ipv4" ? 32 : 128;
  if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most)) {
    return `${text}: the part after the slash goes from 0 to ${most}.`;
  }
  const problem = ipRangeProblem(text);
  return problem === undefined ? null : `${text}: ${problem}`;
}

/** Entries as people paste them: separated by commas, spaces or line breaks. */
export function splitEntries(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}
