import ipaddr from "ipaddr.js";

/** A host as URLs spell it, and a port if one is named. */
export type Host = { host: string; port: number | undefined };

/** Reads `name`, `name:port`, an address or `[v6]:port`; undefined for anything else. */
export function readHost(text: string): Host | undefined {
  const bare = ipaddr.IPv6.isValid(text) ? `[${text}]` : text;
  const [, name, digits] = /^(\[[^\]]+\]|[^\s:/?#@\\*]+)(?::(\d{1,5}))?$/.exec(bare) ?? [];
  if (name === undefined || !URL.canParse(`http://${name}/`)) return undefined;
  const port = digits === undefined ? undefined : Number(digits);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  return { host: withoutTrailingDot(new URL(`http://${name}/`).hostname), port };
}

/** `example.com.` is `example.com`. */
export function withoutTrailingDot(hostname: string): string {
  return hostname.endsWith(".") ? hostname.slice(0, -1) : hostname;
}

/** Whether only this machine can reach what listens on a host. */
export function isLoopback(host: string): boolean {
  const { host: name } = readHost(host) ?? { host };
  return name === "localhost" || name === "[::1]" || /^127(\.\d+){3}$/.test(name);
}

/** The address that a host of a URL is; undefined for a name. */
export function addressOf(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, "");
  const isWhole = bare.includes(":") || bare.split(".").length === 4;
  return isWhole && ipaddr.isValid(bare) ? bare : undefined;
}
