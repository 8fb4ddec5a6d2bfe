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

/**
 * The network of an address in CIDR form; by default the /24 of an IPv4 address and the /64 of an
 * IPv6 address, which one caller has alone. `unknown` for what is no address.
 */
export function networkOf(address: string | null, ipv4Bits = 24, ipv6Bits = 64): string {
  if (address === null || !ipaddr.isValid(address)) return "unknown";
  const caller = ipaddr.process(address);
  return canonicalRange(`${caller}/${caller instanceof ipaddr.IPv4 ? ipv4Bits : ipv6Bits}`);
}

/** Of IPv4 all addresses, of IPv6 those that are given out: 2000::/3. */
const INTERNET = ["0.0.0.0/0", "2000::/3"];

/** Whether ranges hold at least half of the internet, by IPv4 or by IPv6. */
export function coverMostOfInternet(ranges: readonly string[]): boolean {
  return INTERNET.map(spanOf).some((whole) => {
    const spans = ranges
      .filter((range) => ipaddr.isValid(range.split("/")[0] ?? range))
      .map(spanOf)
      .filter(({ kind, first }) => kind === whole.kind && first <= whole.last)
      .sort(byFirst);
    // Of two networks one holds the other, or they are apart: none reaches over an end of the whole.
    let held = 0n;
    let next = whole.first;
    for (const { first, last } of spans) {
      if (first > next) next = first;
      if (last < next) continue;
      held += last + 1n - next;
      next = last + 1n;
    }
    return held * 2n > whole.last - whole.first;
  });
}

/** An address as the database compares it: IPv4 in IPv6 form as IPv4, no zone; null for other text. */
export function plainAddress(text: string): string | null {
  return ipaddr.isValid(text) ? (ipaddr.process(text).toString().split("%")[0] ?? null) : null;
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

/**
 * Whether every caller that some ranges let in is let in by others, taken together. No range at all
 * lets everyone in, those without an address among them.
 */
export function isWithinRanges(ranges: readonly string[], others: readonly string[]): boolean {
  if (others.length === 0 || ranges.length === 0) return others.length === 0;
  const spans = others.map(spanOf).sort(byFirst);
  return ranges.every((range) => isCovered(spanOf(range), spans));
}

type Span = { kind: string; first: bigint; last: bigint };

function spanOf(range: string): Span {
  const [address, prefix] = range.split("/");
  const network = ipaddr.parse(address ?? range);
  const bytes = network.toByteArray();
  const size = 1n << BigInt(bytes.length * 8 - Number(prefix ?? bytes.length * 8));
  const first = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return { kind: network.kind(), first, last: first + size - 1n };
}

function byFirst(one: Span, other: Span): number {
  return one.first < other.first ? -1 : 1;
}

/** Spans are in order: the next address is in one of them, or nowhere. */
function isCovered({ kind, first, last }: Span, spans: readonly Span[]): boolean {
  let next = first;
  for (const span of spans) {
    if (span.kind === kind && span.first <= next && span.last >= next) next = span.last + 1n;
  }
  return next > last;
}
