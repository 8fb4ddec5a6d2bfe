import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startDns } from "@/tests/support/dns-server";
import { listen } from "@/tests/support/listen";
import { selfSigned } from "@/tests/support/self-signed";
import { spawnBundled } from "@/tests/support/spawn-bundled";

const { key, cert } = selfSigned("good.test");
let calls = 0;
const server = createServer({ key, cert }, (_request, response) => {
  calls += 1;
  response.end('{"answered":true}');
});
const port = await listen(server);
const dns = await startDns([["127.0.0.1"]]);
const folder = mkdtempSync(join(tmpdir(), "runtype-tls-"));
const authorities = join(folder, "authorities.pem");
writeFileSync(authorities, cert);
process.env.RUNTYPE_DNS_SERVERS = dns.address;
process.env.RUNTYPE_OUTBOUND_HOSTS = "good.test,other.test,127.0.0.1";

afterAll(() => {
  dns.close();
  server.close();
  rmSync(folder, { recursive: true });
});

/** What flows of a process get from each host; the process trusts those that the file names. */
async function callAll(hosts: string[], trusted: string): Promise<string[]> {
  calls = 0;
  process.env.NODE_EXTRA_CA_CERTS = trusted;
  const urls = hosts.map((host) => `https://${host}:${port}/`);
  const child = await spawnBundled("tests/support/calling-process.ts", ...urls);
  delete process.env.NODE_EXTRA_CA_CERTS;
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString().trim().split("\n");
}

const untrusted = (host: string) => `${host} has no certificate that can be trusted.`;

describe("an https server", () => {
  it("whose certificate nobody trusts hears nothing, even when the operator allows it", async () => {
    expect(await callAll(["good.test", "127.0.0.1"], "")).toEqual(
      ["good.test", "127.0.0.1"].map(untrusted),
    );
    expect(calls).toBe(0);
  });

  it("is known by its name, not by its address: a certificate of another name is refused", async () => {
    expect(
      await callAll(["good.test", "GOOD.test.", "other.test", "127.0.0.1"], authorities),
    ).toEqual([
      '{"answered":true}',
      '{"answered":true}',
      untrusted("other.test"),
      untrusted("127.0.0.1"),
    ]);
    expect(calls).toBe(2);
  });
});
