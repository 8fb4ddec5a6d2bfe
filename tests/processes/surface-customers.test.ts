import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  callSnippet,
  KEY_VARIABLE,
  type SnippetLanguage,
} from "@/components/call-snippets/call-snippet";
import { prisma } from "@/lib/db/prisma";
import { createOrganization } from "@/tests/factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "@/tests/factories/surface";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { runPython } from "@/tests/support/run-python";
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

const PYTHON = `
import json, sys
import requests

response = requests.post(
    sys.argv[1],
    headers={
        'Authorization': 'Bearer ' + sys.argv[2],
        'Content-Type': 'application/json'
    },
    json={'input': 'Your input here'}
)

data = response.json()
print(json.dumps(data))`;

/** The call as the dashboard shows it, with the key where it says. */
const shown = (language: SnippetLanguage) =>
  callSnippet(language, { url: url(), body: { input: "Your input here" } });
const keyInPlace = () => ({ [KEY_VARIABLE]: key.plaintext });

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
    expect(JSON.parse(await runPython(PYTHON, [url(), key.plaintext]))).toEqual(RESULT);
  });

  it("calls with what the dashboard shows, word for word", async () => {
    const env = { ...process.env, ...keyInPlace() };
    const curl = await run("/bin/sh", ["-c", shown("curl")], { env });
    expect(JSON.parse(curl.stdout)).toEqual(RESULT);
    const source = ["--input-type=module", "-e", shown("typescript")];
    const typescript = await run(process.execPath, source, { env });
    expect(typescript.stdout).toBe("{ result: 'You said Your input here' }\n");
    const python = await runPython(shown("python"), [], keyInPlace());
    expect(python).toBe("{'result': 'You said Your input here'}\n");
  });

  it("hears of a refusal from what the dashboard shows", async () => {
    const settings = { [KEY_VARIABLE]: `${key.plaintext.slice(0, -1)}!` };
    const env = { ...process.env, ...settings };
    const source = ["--input-type=module", "-e", shown("typescript")];
    await expect(run(process.execPath, source, { env })).rejects.toThrow(
      '401: {"error":"Invalid or missing API key"}',
    );
    await expect(runPython(shown("python"), [], settings)).rejects.toThrow(/HTTPError: 401/);
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
