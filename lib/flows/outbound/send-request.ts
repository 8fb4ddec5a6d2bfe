import "server-only";
import type { LookupAddress } from "node:dns";
import { lookup, Resolver } from "node:dns/promises";
import http, { type ClientRequest, type IncomingMessage } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { env } from "@/lib/env";
import { collectBody, connectionError } from "@/lib/flows/outbound/collect-body";
import { isPublicAddress, notPublic, type Target } from "@/lib/flows/outbound/read-target";
import { StepError } from "@/lib/flows/step-error";

type Outgoing = {
  method: string;
  /** What is sent, asked for when the checked socket is open; may throw {@link StepError}. */
  content: () => { headers: Record<string, string>; body: Buffer | undefined };
  signal: AbortSignal;
};

export type Answer = { status: number; contentType: string; body: Buffer };

const MAX_REQUEST_MS = 10_000;
const MAX_HEADER_BYTES = 16_384;
/** Shorter than servers keep idle connections, so that none is used while it is being closed. */
const IDLE_MS = 4_000;
const IDEMPOTENT_METHODS = new Set(["GET", "PUT", "DELETE"]);

const agentOptions = {
  keepAlive: true,
  timeout: IDLE_MS,
  maxFreeSockets: 64,
  autoSelectFamilyAttemptTimeout: 2_000,
};
const plainAgent = new http.Agent(agentOptions);
const secureAgent = new https.Agent({ ...agentOptions, rejectUnauthorized: true });

/** Sends one request to a checked target, follows nothing; throws {@link StepError}. */
export async function sendRequest(target: Target, outgoing: Outgoing): Promise<Answer> {
  try {
    return await attempt(target, outgoing);
  } catch (error) {
    if (!(error instanceof StaleConnection)) throw error;
    return await attempt(target, outgoing);
  }
}

/** A kept connection was closed before it carried anything back. */
class StaleConnection extends Error {}

function attempt(target: Target, outgoing: Outgoing): Promise<Answer> {
  const { signal } = outgoing;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const request = open(target, outgoing);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      act();
    };
    const fail = (error: unknown) =>
      settle(() => {
        request.destroy();
        reject(error);
      });
    const abort = () => fail(signal.reason);
    const timer = setTimeout(() => fail(tooSlow(target)), MAX_REQUEST_MS);
    signal.addEventListener("abort", abort, { once: true });
    request.on("error", (error) => {
      const stale =
        request.reusedSocket && IDEMPOTENT_METHODS.has(outgoing.method) && isReset(error);
      fail(stale ? new StaleConnection() : connectionError(error, target.label));
    });
    request.on("upgrade", () => fail(new StepError(`${target.label} wants another protocol.`)));
    request.on("response", (response) => {
      receive(response, target).then((answer) => settle(() => resolve(answer)), fail);
    });
    request.on("socket", (socket) => {
      const send = () => {
        try {
          write(request, outgoing);
        } catch (error) {
          fail(error);
        }
      };
      if (request.reusedSocket) send();
      else socket.once(target.secure ? "secureConnect" : "connect", send);
    });
  });
}

function write(request: ClientRequest, { method, content }: Outgoing): void {
  if (request.destroyed) return;
  const { headers, body } = content();
  for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
  request.setHeader("accept-encoding", "gzip, deflate, br");
  if (body || method !== "GET") request.setHeader("content-length", String(body?.length ?? 0));
  request.end(body);
}

function open(target: Target, { method }: Outgoing): ClientRequest {
  const options = {
    method,
    host: target.host,
    port: target.port,
    path: target.path,
    lookup: lookupOf(target),
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  return target.secure
    ? https.request({ ...options, agent: secureAgent })
    : http.request({ ...options, agent: plainAgent });
}

async function receive(response: IncomingMessage, { label }: Target): Promise<Answer> {
  const { statusCode: status = 0, headers } = response;
  if (status < 200 || status > 299) {
    const what = status > 299 && status < 400 ? ", a redirect, which is not followed" : "";
    throw new StepError(`${label} answered ${status}${what}.`);
  }
  const body = await collectBody(response, label);
  return { status, contentType: headers["content-type"] ?? "", body };
}

function tooSlow({ label }: Target): StepError {
  return new StepError(`${label} did not answer within ${MAX_REQUEST_MS / 1_000} s.`, "timeout");
}

function isReset(error: Error): boolean {
  return "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
}

/**
 * Resolves the host of a new connection once and hands on the very addresses it has checked: the
 * socket never asks for the name again. One address that is not public refuses them all.
 */
function lookupOf({ label, allowed }: Target): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, allowed).then(
      (addresses) => {
        const [first] = addresses;
        if (!first) return callback(unknownHost(label), "");
        if (!allowed && !addresses.every(({ address }) => isPublicAddress(address))) {
          return callback(notPublic(label), "");
        }
        return options.all
          ? callback(null, addresses)
          : callback(null, first.address, first.family);
      },
      () => callback(unknownHost(label), ""),
    );
  };
}

function unknownHost(label: string): StepError {
  return new StepError(`url: The host ${label} cannot be found.`);
}

/**
 * The system's look-up, which knows names of this network, is for the operator's own hosts: it takes
 * one of few threads for as long as a name server likes. All other names are asked of DNS.
 */
function resolve(hostname: string, allowed: boolean): Promise<LookupAddress[]> {
  const servers = env().RUNTYPE_DNS_SERVERS;
  return allowed && servers.length === 0
    ? lookup(hostname, { all: true })
    : byServers(hostname, servers);
}

async function byServers(hostname: string, servers: readonly string[]): Promise<LookupAddress[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (servers.length > 0) resolver.setServers(servers);
  const [four, six] = await Promise.allSettled([
    resolver.resolve4(hostname),
    resolver.resolve6(hostname),
  ]);
  if (four.status === "rejected" && six.status === "rejected") throw four.reason;
  return [
    ...(four.status === "fulfilled" ? four.value.map((address) => ({ address, family: 4 })) : []),
    ...(six.status === "fulfilled" ? six.value.map((address) => ({ address, family: 6 })) : []),
  ];
}
