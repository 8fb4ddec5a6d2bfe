import "server-only";
import { isLoopback, readHost } from "@/lib/core/host";
import { crossOrigin } from "@/lib/core/refusals";
import { type Env, env } from "@/lib/env";

type Served = { hosts: ReadonlySet<string>; origins: ReadonlySet<string> };

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
/** The server itself speaks http, whatever stands before it. */
const OWN_DEFAULT_PORT = 80;

const known = new WeakMap<Env, Served>();

/** Whether a Host header names a host that is served here. */
export function isServedHost(header: string): boolean {
  const { hosts } = served();
  if (hosts.has(header)) return true;
  const read = readHost(header);
  return read !== undefined && hosts.has(spell(read.host, read.port));
}

/** Whether pages of an origin may make changes with the cookies of a session. */
export function isServedOrigin(origin: string): boolean {
  const [, scheme = "", authority = ""] = /^(https?):\/\/(.+)$/i.exec(origin) ?? [];
  const read = readHost(authority);
  if (!read) return false;
  const protocol = scheme.toLowerCase();
  return served().origins.has(
    `${protocol}://${spell(read.host, read.port ?? defaultPort(protocol))}`,
  );
}

function served(): Served {
  const settings = env();
  const found = known.get(settings) ?? list(settings);
  known.set(settings, found);
  return found;
}

/** Hosts and origins are two lists: what a proxy asks for need not be what people open. */
function list({ NEXTAUTH_URL, RUNTYPE_ALLOWED_HOSTS, HOST, PORT }: Env): Served {
  const own = new URL(NEXTAUTH_URL);
  const scheme = own.protocol.slice(0, -1);
  const hosts = new Set<string>();
  const origins = new Set<string>();
  for (const named of [readHost(own.host), ...RUNTYPE_ALLOWED_HOSTS]) {
    if (!named) continue;
    const port = named.port ?? defaultPort(scheme);
    hosts.add(spell(named.host, port));
    if (port === defaultPort(scheme)) hosts.add(named.host);
    origins.add(`${scheme}://${spell(named.host, port)}`);
  }
  for (const name of isLoopback(HOST) ? LOOPBACK : []) {
    hosts.add(spell(name, PORT));
    if (PORT === OWN_DEFAULT_PORT) hosts.add(name);
    if (isLoopback(own.hostname)) origins.add(`${scheme}://${spell(name, PORT)}`);
  }
  return { hosts, origins };
}

function defaultPort(scheme: string): number {
  return scheme === "https" ? 443 : 80;
}

function spell(host: string, port: number | undefined): string {
  return port === undefined ? host : `${host}:${port}`;
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

type Sent = { method: string; headers: { get: (name: string) => string | null } };

/**
 * Refuses a change that rides on a cookie from another site: the Origin must be ours, and without
 * one the browser must say that the request is same-origin. Throws `forbidden`.
 */
export function assertSameOrigin({ method, headers }: Sent): void {
  if (SAFE.has(method)) return;
  const origin = headers.get("origin");
  const own =
    origin === null ? headers.get("sec-fetch-site") === "same-origin" : isServedOrigin(origin);
  if (!own) throw crossOrigin();
}
