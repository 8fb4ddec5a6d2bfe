import ipaddr from "ipaddr.js";

/** Stands for what is not an address: no list of addresses lets it in. */
const UNKNOWN = "unknown";

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const PAIR = new RegExp(
  `[ \\t]*(?:(${TOKEN})=(?:(${TOKEN})|"((?:[^"\\\\]|\\\\.)*)")[ \\t]*)?([;,]|$)`,
  "y",
);

/** The addresses of a line of X-Forwarded-For, the nearest one last. */
export function xForwardedFor(line: string): string[] {
  return line.split(",").map((node) => addressOfNode(node.trim()));
}

/**
 * The addresses of a line of Forwarded (RFC 7239), the nearest one last. A line that is not
 * well-formed names nobody: where its elements end cannot be told.
 */
export function forwardedFor(line: string): string[] {
  const addresses: string[] = [];
  let names = new Map<string, string>();
  PAIR.lastIndex = 0;
  for (let found = PAIR.exec(line); found; found = PAIR.exec(line)) {
    const [, name, token, quoted = "", end] = found;
    if (name !== undefined) {
      if (names.has(name.toLowerCase())) return [UNKNOWN];
      names.set(name.toLowerCase(), token ?? quoted.replaceAll(/\\(.)/g, "$1"));
    }
    if (end !== ";") {
      if (names.size > 0) addresses.push(addressOfNode(names.get("for") ?? ""));
      names = new Map();
    }
    if (end === "") return addresses;
  }
  return [UNKNOWN];
}

/** Of `address`, `address:port`, `[v6]` or `[v6]:port`. */
function addressOfNode(node: string): string {
  const [, inBrackets, bare] = /^(?:\[(.+)\]|([\d.]+))(?::(?:\d{1,5}|_[\w.-]+))?$/.exec(node) ?? [];
  if (bare !== undefined && ipaddr.IPv4.isValidFourPartDecimal(bare)) return bare;
  const v6 = inBrackets ?? node;
  return ipaddr.IPv6.isValid(v6) && !v6.includes("%") ? v6 : UNKNOWN;
}
