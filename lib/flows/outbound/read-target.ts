import "server-only";
import ipaddr from "ipaddr.js";
import { addressOf, type Host, withoutTrailingDot } from "@/lib/core/host";
import { StepError } from "@/lib/flows/step-error";

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/** Ranges of global unicast that lead elsewhere: protocol assignments, documentation. */
const NOT_PUBLIC = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"].map((range) =>
  ipaddr.IPv6.parseCIDR(range),
);

/** Whether an address is one of the public internet; IPv4 in IPv6 clothes is not. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv4) return true;
  return address.match(GLOBAL_UNICAST) && !NOT_PUBLIC.some((range) => address.match(range));
}

const MAX_URL_LENGTH = 16_000;

/** Where a request goes, as the one parser of addresses reads it. */
export type Target = {
  secure: boolean;
  /** Without brackets or trailing dot. */
  host: string;
  port: number;
  /** Path and query. */
  path: string;
  /** As the author is told of it. */
  label: string;
  /** Whether the operator allows it wherever it leads. */
  allowed: boolean;
};

/** Reads an address; throws {@link StepError} unless it is one that a flow may call. */
export function readTarget(text: string, allowedHosts: readonly Host[]): Target {
  const url = text.length > MAX_URL_LENGTH ? undefined : parse(text);
  if (!url) throw refused("is not a valid address");
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw refused("must begin with http:// or https://");
  }
  if (url.username !== "" || url.password !== "") {
    throw refused("must not hold a user name or password");
  }
  const secure = url.protocol === "https:";
  const name = withoutTrailingDot(url.hostname);
  if (name === "") throw refused("names no host");
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  const allowed = allowedHosts.some(
    (entry) => entry.host === name && (entry.port ?? port) === port,
  );
  const address = addressOf(name);
  if (address !== undefined && !allowed && !isPublicAddress(address)) throw notPublic(name);
  return {
    secure,
    host: address ?? name,
    port,
    path: `${url.pathname}${url.search}`,
    label: name,
    allowed,
  };
}

export function notPublic(label: string): StepError {
  return new StepError(`url: ${label} is not on the public internet.`);
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function refused(what: string): StepError {
  return new StepError(`url: It ${what}.`);
}
