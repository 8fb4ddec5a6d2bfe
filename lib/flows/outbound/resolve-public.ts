import "server-only";
import { type LookupAddress, lookup } from "node:dns";
import { Resolver } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { env } from "@/lib/env";
import { isPublicAddress, notPublic, type Target } from "@/lib/flows/outbound/read-target";
import { StepError } from "@/lib/flows/step-error";

/**
 * Resolves the host of a new connection once and hands on the very addresses it has checked: the
 * socket never asks for the name again. One address that is not public refuses them all.
 */
export function lookupOf({ label, allowed }: Target): LookupFunction {
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
  return allowed && servers.length === 0 ? bySystem(hostname) : byServers(hostname, servers);
}

function bySystem(hostname: string): Promise<LookupAddress[]> {
  return new Promise((done, fail) => {
    lookup(hostname, { all: true }, (error, addresses) => (error ? fail(error) : done(addresses)));
  });
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
