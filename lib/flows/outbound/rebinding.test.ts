import { createServer } from "node:http";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type DnsServer, startDns } from "@/tests/support/dns-server";
import { runSteps, step } from "@/tests/support/flow-run";
import { listen } from "@/tests/support/listen";

// Loopback addresses stand for a public server: the operator's setting lets one name pass.
let calls = 0;
const local = createServer((request, response) => {
  calls += 1;
  response.end(JSON.stringify({ host: request.headers.host }));
});
const port = await listen(local);
process.env.RUNTYPE_OUTBOUND_HOSTS = "allowed.test";

let dns: DnsServer | undefined;

/** Names are resolved by a server with these answers, from now on. */
async function resolveWith(answers: string[][]): Promise<DnsServer> {
  dns = await startDns(answers);
  process.env.RUNTYPE_DNS_SERVERS = dns.address;
  globalThis.runtypeEnv = undefined;
  return dns;
}

function fetchFrom(url: string) {
  const http = { url, responseType: "json" };
  return runSteps([step("a", "fetch-url", { http })], {}, { budgetMs: 3_000 });
}

beforeEach(() => {
  dns?.close();
  calls = 0;
});
afterAll(() => {
  dns?.close();
  local.close();
});

describe("the host of a flow's request", () => {
  it("is refused when its name leads to this machine, without a connection", async () => {
    const { asked } = await resolveWith([["127.0.0.1"]]);
    const { failure } = await fetchFrom(`http://inner.test:${port}/`);
    expect(failure?.message).toBe("url: inner.test is not on the public internet.");
    expect({ asked, calls }).toEqual({ asked: ["inner.test"], calls: 0 });
  });

  it("is refused when one address of several is not public", async () => {
    await resolveWith([["93.184.215.14", "10.0.0.1"]]);
    const { failure } = await fetchFrom(`http://mixed.test:${port}/`);
    expect(failure?.message).toBe("url: mixed.test is not on the public internet.");
    expect(calls).toBe(0);
  });

  it("is asked for once: an answer that changes cannot redirect the connection", async () => {
    const { asked } = await resolveWith([["8.8.8.8"], ["127.0.0.1"]]);
    const run = await fetchFrom(`http://rebind.test:${port}/`);
    expect(run.outcome).not.toBe("succeeded");
    expect({ asked, calls }).toEqual({ asked: ["rebind.test"], calls: 0 });
  });

  it("is connected to at the very address that was checked", async () => {
    const { asked } = await resolveWith([["127.0.0.1"], ["127.0.0.2"]]);
    const run = await fetchFrom(`http://allowed.test:${port}/`);
    expect(run.output).toEqual({ host: `allowed.test:${port}` });
    expect({ asked, calls }).toEqual({ asked: ["allowed.test"], calls: 1 });
  });

  it("is checked again for every connection: a name that moves inside is refused", async () => {
    const { asked } = await resolveWith([["8.8.8.8"], ["127.0.0.1"]]);
    await fetchFrom(`http://moves.test:${port}/`);
    const { failure } = await fetchFrom(`http://moves.test:${port}/`);
    expect(failure?.message).toBe("url: moves.test is not on the public internet.");
    expect({ asked: asked.length, calls }).toEqual({ asked: 2, calls: 0 });
  });

  it("that no server knows is said to be unknown", async () => {
    await resolveWith([[]]);
    const { failure } = await fetchFrom("http://nowhere.test/");
    expect(failure?.message).toBe("url: The host nowhere.test cannot be found.");
  });
});
