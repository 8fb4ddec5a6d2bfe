import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createOrganization } from "@/tests/factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "@/tests/factories/surface";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { endServers, type ServerProcess, startServer } from "@/tests/support/server-process";
import { startTraffic } from "@/tests/support/traffic";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const run = promisify(execFile);
const echo = { ...GREETING, config: { template: "You said {{input}}" } };
const script = { ...GREETING, type: "transform-data", config: { script: "return { a: 1 + 1 };" } };

let installation: Installation;
let server: ServerProcess;

beforeAll(async () => {
  installation = await createInstallation();
  server = await startServer(installation);
});

afterAll(async () => {
  await endServers();
  installation.remove();
});

const organizationId = await createOrganization();
const surface = await makeSurface({ organizationId });
await makeOffer(surface, { organizationId, slug: "echo", steps: [echo], published: [echo] });
await makeOffer(surface, { organizationId, slug: "add", published: [script] });
const key = await createSurfaceKey(surface);
const RESULT = { result: "You said Your input here" };

function url(slug = "echo"): string {
  const { productId, surfaceId } = surface;
  return `http://127.0.0.1:${server.port}/v1/products/${productId}/surfaces/${surfaceId}/api/${slug}`;
}

const JAVASCRIPT = `
const response = await fetch(process.argv[1], {
  method: "POST",
  headers: {
    Authorization: "Bearer " + process.argv[2],
    "Content-Type": "application/json",
  },
  body: JSON.stringify({ input: "Your input here" }),
});
const data = await response.json();
console.log(JSON.stringify(data));`;

// What a client of Python sends, without the packages that a machine may not have.
const PYTHON = `
import json, sys, urllib.request
request = urllib.request.Request(
    sys.argv[1],
    data=json.dumps({'input': 'Your input here'}).encode(),
    headers={'Authorization': 'Bearer ' + sys.argv[2], 'Content-Type': 'application/json'},
    method='POST',
)
print(json.dumps(json.load(urllib.request.urlopen(request))))`;

describe("a customer", () => {
  it("calls with curl, in either header", async () => {
    for (const header of [
      `Authorization: Bearer ${key.plaintext}`,
      `X-API-Key: ${key.plaintext}`,
    ]) {
      const body = '{"input": "Your input here"}';
      const type = "Content-Type: application/json";
      const { stdout } = await run("curl", [
        "-sX",
        "POST",
        url(),
        "-H",
        header,
        "-H",
        type,
        "-d",
        body,
      ]);
      expect(JSON.parse(stdout)).toEqual(RESULT);
    }
  });

  it("calls with fetch", async () => {
    const source = ["--input-type=module", "-e", JAVASCRIPT, url(), key.plaintext];
    expect(JSON.parse((await run(process.execPath, source)).stdout)).toEqual(RESULT);
  });

  it("calls with Python", async () => {
    const { stdout } = await run("python3", ["-c", PYTHON, url(), key.plaintext]);
    expect(JSON.parse(stdout)).toEqual(RESULT);
  });

  it("gets what a script makes, in the built server", async () => {
    const response = await fetch(url("add"), { method: "POST", headers: key.headers });
    expect(await response.json()).toEqual({ a: 2 });
  });
});

describe("a graceful stop", () => {
  it("loses no run of a call that was answered", async () => {
    const path = new URL(url()).pathname;
    const traffic = startTraffic(8, () => {
      return {
        port: server.port,
        method: "POST",
        path,
        headers: key.headers,
        body: { input: "x" },
      };
    });
    await traffic.more(400);
    await server.end("SIGTERM");
    await traffic.stop();
    const ids = traffic.answered
      .filter(({ status }) => status === 200)
      .map(({ headers }) => String(headers["x-execution-id"]));
    expect(ids.length).toBeGreaterThanOrEqual(400);
    expect(await prisma().flowExecution.count({ where: { id: { in: ids } } })).toBe(ids.length);
  });
});
