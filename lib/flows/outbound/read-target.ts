import "server-only";
import { addressOf, type Host, withoutTrailingDot } from "@/lib/core/host";
import { isPublicAddress } from "@/lib/flows/outbound/public-address";
import { StepError } from "@/lib/flows/step-error";

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
